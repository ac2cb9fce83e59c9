package dev.rollcall.benchmarks.scenario;

import dev.rollcall.benchmarks.http.Answer;
import dev.rollcall.benchmarks.http.KeepAliveConnection;
import dev.rollcall.benchmarks.http.WrongAnswer;
import dev.rollcall.benchmarks.load.Workload;
import dev.rollcall.benchmarks.suite.BenchOrganization;
import dev.rollcall.benchmarks.suite.RunningSuite;
import dev.rollcall.benchmarks.suite.UserBody;
import dev.rollcall.benchmarks.suite.UserIds;
import dev.rollcall.sandbox.idp.SigningIdp;
import dev.rollcall.sandbox.seed.AdminApi;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * L2: members of the loaded organization sign in over SAML. A job is one sign-in: the answer of one flow is posted, and another flow is begun.
 * The identity provider's part, which costs as much as all of ours, is done between rounds: it signs the answers to the flows that the last
 * round began.
 */
final class SignInWorkload implements Workload {
    /** For each worker: more than a round of this length uses on two cores. A worker that runs out signs for itself, and pays for it. */
    private static final int AHEAD = 1_000;

    private static final int STRIDE = 7_919; // prime, as everywhere: people from all over the organization

    private final SigningIdp idp;
    private final String start;
    private final UserIds users;
    private final int workers;
    private final List<KeepAliveConnection> connections = new ArrayList<>();
    private final List<Deque<Begun>> begun = new ArrayList<>();
    private final List<Deque<Answered>> answered = new ArrayList<>();
    private final long[] turns;

    /** @param cookies of that browser */
    private record Begun(SigningIdp.Asked asked, SigningIdp.Person person, String cookies) {}

    private record Answered(String path, String cookies, String form) {}

    private SignInWorkload(SigningIdp idp, URI sso, String connection, int workers, UserIds users) throws IOException {
        this.idp = idp;
        this.start = "/sign-in/sso?connection=" + connection + "&email=";
        this.users = users;
        this.workers = workers;
        this.turns = new long[workers];
        for (int worker = 0; worker < workers; worker++) {
            connections.add(KeepAliveConnection.browser(sso));
            begun.add(new ArrayDeque<>());
            answered.add(new ArrayDeque<>());
        }
    }

    /** The organization's connection believes a new key from now on. */
    static SignInWorkload of(RunningSuite suite, BenchOrganization stock, int workers, UserIds users)
            throws IOException, InterruptedException {
        SigningIdp idp = SigningIdp.fresh("https://signing-idp.example");
        AdminApi api = new AdminApi(suite.file().adminToken());
        String connection = suite.membership() + "/v2/connections/" + stock.connectionId();
        api.put(connection + "/idp", idp.settings());
        api.patch(connection, Map.of("state", "ACTIVE", "override", true));
        return new SignInWorkload(idp, suite.sso(), stock.connectionId(), workers, users);
    }

    @Override
    public void restore() throws Exception {
        List<Thread> threads = IntStream.range(0, workers)
                .mapToObj(worker -> Thread.ofPlatform().start(() -> fill(worker)))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        for (Deque<Answered> ready : answered) {
            if (ready.size() < AHEAD) {
                throw new WrongAnswer("flows could not be begun");
            }
        }
    }

    private void fill(int worker) {
        try {
            while (answered.get(worker).size() + begun.get(worker).size() < AHEAD) {
                begin(worker);
            }
            while (!begun.get(worker).isEmpty()) {
                answered.get(worker).add(answer(begun.get(worker).remove()));
            }
        } catch (IOException e) {
            e.printStackTrace(); // and too few are ready, which ends the run
        }
    }

    @Override
    public void once(int worker) throws IOException {
        Answered ready = answered.get(worker).poll();
        Answered next = ready == null ? answer(begun.get(worker).remove()) : ready;
        Answer in = connections.get(worker).submit(next.path(), next.cookies(), next.form());
        boolean session = in.cookies().stream().anyMatch(cookie -> cookie.startsWith("__Host-rollcall="));
        if (!in.requireLocation().endsWith("/account") || !session) {
            throw new WrongAnswer("no session, but " + in.location() + " with " + in.cookies());
        }
        begin(worker);
    }

    private void begin(int worker) throws IOException {
        String localPart = UserBody.preloaded(number(worker, turns[worker]++));
        String email = UserBody.userName(localPart);
        Answer asked = connections.get(worker).open(start + encoded(email), "");
        String query = URI.create(asked.requireLocation()).getRawQuery();
        SigningIdp.Asked question = SigningIdp.read(parameter(query, "SAMLRequest"), parameter(query, "RelayState"));
        begun.get(worker)
                .add(new Begun(
                        question,
                        new SigningIdp.Person(email, "Robin", "Sample " + localPart, List.of()),
                        String.join("; ", asked.cookies())));
    }

    private Answered answer(Begun flow) {
        StringBuilder form = new StringBuilder();
        idp.answer(flow.asked(), flow.person())
                .forEach((name, value) -> form.append(form.isEmpty() ? "" : "&")
                        .append(name)
                        .append('=')
                        .append(encoded(value)));
        return new Answered(URI.create(flow.asked().acsUrl()).getPath(), flow.cookies(), form.toString());
    }

    /** Workers never meet on one person. */
    private int number(int worker, long turn) {
        int each = users.count() / workers;
        return (int) (turn * STRIDE % each) * workers + worker;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String parameter(String query, String name) {
        for (String pair : query.split("&")) {
            if (pair.startsWith(name + "=")) {
                return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
            }
        }
        throw new WrongAnswer("no " + name + " in " + query);
    }

    @Override
    public void close() throws IOException {
        for (KeepAliveConnection connection : connections) {
            connection.close();
        }
    }
}
