package dev.rollcall.systemtests.fuzz;

import static dev.rollcall.systemtests.suite.People.group;
import static dev.rollcall.systemtests.suite.People.member;
import static dev.rollcall.systemtests.suite.People.okta;
import static dev.rollcall.systemtests.suite.People.unique;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.systemtests.suite.Http;
import dev.rollcall.systemtests.suite.RunningSuite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * R-SCIM-4, R-SCIM-45: whatever comes, the answer is ours and never a failure. Ten thousand requests, with {@code ./rollcall test --full} a
 * million; {@code -Drollcall.fuzz.requests}, {@code .from} and {@code .seed} repeat what a failure names.
 */
class FuzzST {
    private static final int CONNECTIONS = 8;
    private static final int FAULTS_SHOWN = 20;
    private static final int BODY_MAX = 1 << 20; // of all routes but Groups
    private static final long REQUESTS =
            Long.getLong("rollcall.fuzz.requests", Boolean.getBoolean("rollcall.full") ? 1_000_000 : 10_000);
    private static final long FROM = Long.getLong("rollcall.fuzz.from", 0);
    private static final long SEED = Long.getLong("rollcall.fuzz.seed", System.nanoTime());
    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");
    private static final List<String> SERVICES =
            List.of("scim-endpoint", "membership-service", "audit-service", "sso-gateway");

    private final RunningSuite suite = RunningSuite.get();
    private final Http scim = FuzzedConnection.of(suite);
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final Map<Integer, LongAdder> statuses = new ConcurrentHashMap<>();
    private final AtomicLong next = new AtomicLong(FROM);

    @Test
    void whateverComesIsAnsweredAndNothingFails() throws Exception {
        Map<String, Long> logs = sizes();
        List<String> people = create(40, "/Users", i -> okta("fuzz" + i + "@fuzz.example"));
        List<String> teams = create(20, "/Groups", i -> group("fuzz group " + i, member(people.get(i))));
        FuzzedRequests requests = new FuzzedRequests(SEED, scim.token(), new Targets(people), new Targets(teams));

        long begin = System.nanoTime();
        List<Thread> senders = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            senders.add(Thread.ofVirtual().start(() -> send(requests)));
        }
        for (Thread sender : senders) {
            sender.join();
        }
        System.out.printf(
                "fuzz: %,d requests in %d s, seed %d, by status %s%n",
                REQUESTS, Duration.ofNanos(System.nanoTime() - begin).toSeconds(), SEED, new TreeMap<>(statuses));

        assertThat(faults)
                .as("faulty answers; seed %d, repeat one with -Drollcall.fuzz.seed, .from and .requests=1", SEED)
                .isEmpty();
        assertThat(errors(logs))
                .as("errors in the services' logs; seed %d", SEED)
                .isEmpty();
        scim.post("/Users", okta(unique("after") + "@fuzz.example")).requireStatus(201);
    }

    private void send(FuzzedRequests requests) {
        try (RawHttp http = new RawHttp(URI.create(scim.base()))) {
            long number = next.getAndIncrement();
            while (number < FROM + REQUESTS && faults.size() < FAULTS_SHOWN) {
                judge(number, requests, http);
                number = next.getAndIncrement();
            }
        }
    }

    private void judge(long number, FuzzedRequests requests, RawHttp http) {
        FuzzedRequest request = requests.request(number);
        try {
            RawHttp.Reply reply = http.send(request);
            statuses.computeIfAbsent(reply.status(), status -> new LongAdder()).increment();
            Verdicts.fault(request, reply)
                    .ifPresent(fault -> faults.add("%d: %s%n%s%n-> %d %s %s"
                            .formatted(number, fault, request, reply.status(), reply.headers(), cut(reply.body()))));
            Matcher id = ID.matcher(reply.body());
            if (reply.status() == 201 && id.find()) {
                (request.target().contains("/Users") ? requests.users() : requests.groups()).add(id.group(1));
            }
        } catch (IOException | RuntimeException e) {
            if (request.body() != null && request.body().length > BODY_MAX) {
                return; // answered 413 before all was sent; the end of the connection may overtake that answer
            }
            faults.add(number + ": no answer (" + e + ")\n" + request);
        }
    }

    private List<String> create(int count, String path, IntFunction<Object> body) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(scim.post(path, body.apply(i)).requireStatus(201).id());
        }
        return ids;
    }

    private Map<String, Long> sizes() throws IOException {
        Map<String, Long> sizes = new TreeMap<>();
        for (String service : SERVICES) {
            Path log = suite.log(service);
            sizes.put(service, Files.exists(log) ? Files.size(log) : 0);
        }
        return sizes;
    }

    private List<String> errors(Map<String, Long> since) {
        List<String> errors = new ArrayList<>();
        since.forEach((service, size) -> {
            try (var log = Files.newInputStream(suite.log(service))) {
                log.skipNBytes(Math.min(size, Files.size(suite.log(service))));
                new String(log.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> line.contains(" ERROR ") || line.startsWith("\tat "))
                        .limit(FAULTS_SHOWN)
                        .forEach(line -> errors.add(service + ": " + line));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return errors;
    }

    private static String cut(String text) {
        return text.length() > 1_000 ? text.substring(0, 1_000) + "…" : text;
    }
}
