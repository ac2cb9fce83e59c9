package dev.rollcall.benchmarks.latency;

import dev.rollcall.benchmarks.http.KeepAliveConnection;
import dev.rollcall.benchmarks.load.Latencies;
import dev.rollcall.benchmarks.suite.BenchOrganization;
import dev.rollcall.benchmarks.suite.RunningSuite;
import dev.rollcall.benchmarks.suite.UserBody;
import dev.rollcall.contract.event.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * E1: users are created at a fixed rate, whether or not earlier ones were answered; a consumer of {@code membership.events.v1} notes when
 * it sees each UserProvisioned. The commit lies between the request's sending and its 201, so both are reported as bounds.
 */
public final class EventDelay {
    /** Creates per second. */
    public static final int RATE = 200;

    private static final int CONNECTIONS = 16;
    private static final double TARGET_MILLIS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern PROVISIONED = Pattern.compile(
            "membership\\.UserProvisioned\\.v1.*\"externalId\"\\s*:\\s*\"(x-e[^\"]+)\"", Pattern.DOTALL);

    private record Moments(long sent, long answered) {}

    private final RunningSuite suite;
    private final BenchOrganization organization;
    private final String run = Long.toString(Instant.now().getEpochSecond(), Character.MAX_RADIX);
    private final Map<String, Moments> moments = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    public EventDelay(RunningSuite suite, BenchOrganization organization) {
        this.suite = suite;
        this.organization = organization;
    }

    /** Warms up for a third of the time first, and does not count that. */
    public List<Delay> measure(Duration duration) throws Exception {
        int warm = (int) (duration.toSeconds() * RATE / 3);
        int all = warm + (int) duration.toSeconds() * RATE;
        String kafka = suite.file().kafka().bootstrapServers();
        try (TopicReader reader = new TopicReader(kafka, Topics.MEMBERSHIP_EVENTS, PROVISIONED)) {
            create(all);
            int seen = reader.await(all, PATIENCE);
            if (seen < all) {
                throw new IllegalStateException("only " + seen + " of " + all + " events came");
            }
            return delays(reader, warm);
        }
    }

    private List<Delay> delays(TopicReader reader, int warm) {
        Latencies afterAnswer = new Latencies();
        Latencies afterSending = new Latencies();
        reader.forEach((externalId, seen) -> {
            Moments moment = moments.get(externalId);
            if (moment != null && Integer.parseInt(externalId.substring(externalId.lastIndexOf('-') + 1)) >= warm) {
                // An event that overtakes its own answer was not late at all.
                afterAnswer.add(Math.max(0, seen - moment.answered()));
                afterSending.add(seen - moment.sent());
            }
        });
        return List.of(
                Delay.of("201 received to event seen", afterAnswer, TARGET_MILLIS),
                Delay.of("request sent to event seen", afterSending, Double.POSITIVE_INFINITY));
    }

    private void create(int count) throws Exception {
        long begin = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            threads.add(Thread.ofPlatform().name("e1-" + i).start(() -> work(begin, count)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        Exception thrown = failure.get();
        if (thrown != null) {
            throw thrown;
        }
    }

    private void work(long begin, int count) {
        try (KeepAliveConnection http = new KeepAliveConnection(suite.scim(), organization.scimToken())) {
            for (int number = next.getAndIncrement();
                    number < count && failure.get() == null;
                    number = next.getAndIncrement()) {
                LockSupport.parkNanos(begin + number * 1_000_000_000L / RATE - System.nanoTime());
                String localPart = "e" + run + "-" + number;
                long sent = System.nanoTime();
                http.post(UserBody.USERS, UserBody.create(localPart, organization.domain()))
                        .require(201, UserBody.userName(localPart, organization.domain()));
                moments.put("x-" + localPart, new Moments(sent, System.nanoTime()));
            }
        } catch (Exception e) {
            failure.compareAndSet(null, e);
        }
    }
}
