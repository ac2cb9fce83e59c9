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

/** Fills the organization up to the wanted number of users, with the same POST that is measured. */
public final class Population {
    private static final int CONNECTIONS = 16;
    private static final long REPORT_EVERY_MILLIS = 5_000;

    private final URI scim;
    private final String token;
    private final UserIds ids;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    public Population(URI scim, String token, UserIds ids) {
        this.scim = scim;
        this.token = token;
        this.ids = ids;
    }

    /** Makes the users that are missing; says how far it is every few seconds. */
    public void fill() throws Exception {
        int missing = 0;
        for (int number = 0; number < ids.count(); number++) {
            missing += ids.has(number) ? 0 : 1;
        }
        if (missing == 0) {
            System.out.printf(Locale.ROOT, "%,d users are there already.%n", ids.count());
            return;
        }
        System.out.printf(Locale.ROOT, "Loading %,d of %,d users:%n", missing, ids.count());
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
        double rate = made.get() / seconds;
        System.out.printf(
                Locale.ROOT,
                "  %,7d loaded, %,.0f/s, about %.0f s left%n",
                made.get(),
                rate,
                rate == 0 ? Double.NaN : (missing - made.get()) / rate);
    }

    private void work() {
        try (KeepAliveConnection http = new KeepAliveConnection(scim, token)) {
            for (int number = next.getAndIncrement();
                    number < ids.count() && failure.get() == null;
                    number = next.getAndIncrement()) {
                if (!ids.has(number)) {
                    ids.put(number, make(http, number));
                    made.incrementAndGet();
                }
            }
        } catch (Exception e) {
            failure.compareAndSet(null, e);
        }
    }

    /** A 409 is a user of an interrupted run whose id was not yet written down. */
    private static String make(KeepAliveConnection http, int number) throws Exception {
        String localPart = UserBody.preloaded(number);
        Answer answer = http.post(UserBody.USERS, UserBody.create(localPart));
        if (answer.status() == 409) {
            answer = http.get(UserBody.USERS + "?filter=userName%20eq%20%22" + UserBody.userName(localPart) + "%22");
            return UserBody.id(answer.require(200, UserBody.userName(localPart)).text());
        }
        return UserBody.id(answer.require(201, UserBody.userName(localPart)).text());
    }
}
