package dev.rollcall.benchmarks.suite;

import dev.rollcall.benchmarks.http.Answer;
import dev.rollcall.benchmarks.http.KeepAliveConnection;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Fills the organization up to the wanted number of users: SCIM creates, a hundred to a bulk request, on many connections at once. What is
 * beyond {@link CopiedUsers#FROM} is copied.
 */
public final class Population {
    /** Creates that come together are judged and stored together, so many at once cost less for each. */
    private static final int CONNECTIONS = 64;

    private static final int TOGETHER = 100; // a bulk request of a second or two
    private static final long REPORT_EVERY_MILLIS = 5_000;

    private final URI scim;
    private final String token;
    private final UserIds ids;
    private final CopiedUsers copies;
    private final int pushed;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    public Population(RunningSuite suite, BenchOrganization stock, UserIds ids) {
        this.scim = suite.scim();
        this.token = stock.scimToken();
        this.ids = ids;
        this.copies = new CopiedUsers(suite, stock.connectionId(), ids);
        this.pushed = Math.min(ids.count(), CopiedUsers.FROM);
    }

    /** Makes the users that are missing; says how far it is every few seconds. */
    public void fill() throws Exception {
        push();
        copies.fill();
    }

    private void push() throws Exception {
        int missing = 0;
        for (int number = 0; number < pushed; number++) {
            missing += ids.has(number) ? 0 : 1;
        }
        if (missing == 0) {
            System.out.printf(Locale.ROOT, "%,d users are there already.%n", pushed);
            return;
        }
        System.out.printf(Locale.ROOT, "Loading %,d of %,d users:%n", missing, pushed);
        long begin = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            threads.add(Thread.ofPlatform().name("preload-" + i).start(this::work));
        }
        long reported = begin;
        for (Thread thread : threads) {
            while (!thread.join(Duration.ofMillis(REPORT_EVERY_MILLIS / CONNECTIONS))) {
                if (System.nanoTime() - reported > REPORT_EVERY_MILLIS * 1_000_000) {
                    reported = System.nanoTime();
                    report(missing, (reported - begin) / 1e9);
                }
            }
        }
        report(missing, (System.nanoTime() - begin) / 1e9);
        Exception thrown = failure.get();
        if (thrown != null) {
            throw thrown;
        }
    }

    private void report(int missing, double seconds) {
        if (made.get() == 0) {
            return; // nothing to tell the rest from
        }
        double rate = made.get() / seconds;
        System.out.printf(
                Locale.ROOT,
                "  %,9d loaded, %,.0f/s, about %.0f s left%n",
                made.get(),
                rate,
                (missing - made.get()) / rate);
    }

    private void work() {
        try (KeepAliveConnection http = new KeepAliveConnection(scim, token)) {
            for (int from = next.getAndAdd(TOGETHER);
                    from < pushed && failure.get() == null;
                    from = next.getAndAdd(TOGETHER)) {
                List<Integer> missing = new ArrayList<>(TOGETHER);
                for (int number = from; number < Math.min(pushed, from + TOGETHER); number++) {
                    if (!ids.has(number)) {
                        missing.add(number);
                    }
                }
                if (!missing.isEmpty()) {
                    make(http, missing);
                }
            }
        } catch (Exception e) {
            failure.compareAndSet(null, e);
        }
    }

    private void make(KeepAliveConnection http, List<Integer> numbers) throws Exception {
        String domain = BenchOrganization.STOCK + BenchOrganization.DOMAIN_END;
        List<String> users = numbers.stream()
                .map(number -> UserBody.create(UserBody.preloaded(number), domain))
                .toList();
        Answer answer = http.post(BulkBody.BULK, BulkBody.creates(users));
        List<BulkBody.Outcome> outcomes = BulkBody.outcomes(answer, numbers.size());
        for (int i = 0; i < numbers.size(); i++) {
            ids.put(numbers.get(i), id(http, numbers.get(i), outcomes.get(i)));
            made.incrementAndGet();
        }
    }

    /** A 409 is a user of an interrupted run whose id was not yet written down. */
    private static String id(KeepAliveConnection http, int number, BulkBody.Outcome outcome) throws Exception {
        if (outcome.status() == 409) {
            String userName = UserBody.userName(UserBody.preloaded(number));
            return UserBody.id(
                    http.get(UserBody.lookUp(userName)).require(200, userName).text());
        }
        return outcome.requireId();
    }
}
