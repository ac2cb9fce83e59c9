package dev.rollcall.benchmarks.latency;

import dev.rollcall.benchmarks.http.KeepAliveConnection;
import dev.rollcall.benchmarks.load.Latencies;
import dev.rollcall.benchmarks.suite.BenchOrganization;
import dev.rollcall.benchmarks.suite.RunningSuite;
import dev.rollcall.benchmarks.suite.UserBody;
import dev.rollcall.contract.event.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One create after the other on an otherwise idle suite: each must be visible to a GET at once, and is awaited as a sealed entry on
 * {@code audit.log.v1} before the next is sent.
 */
public record CreateToSealed(RunningSuite suite, BenchOrganization organization) {
    private static final int CREATES = 100;
    private static final int WARM_UP = 10;
    private static final double TARGET_MILLIS = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern PROVISIONED = Pattern.compile(
            "membership\\.UserProvisioned\\.v1.*\"externalId\"\\s*:\\s*\"(x-l[^\"]+)\"", Pattern.DOTALL);

    /** @throws dev.rollcall.benchmarks.http.WrongAnswer when a user is not visible right after its 201 */
    public List<Delay> measure() throws Exception {
        String run = Long.toString(Instant.now().getEpochSecond(), Character.MAX_RADIX);
        Latencies visible = new Latencies();
        Latencies sealed = new Latencies();
        try (KeepAliveConnection http = new KeepAliveConnection(suite.scim(), organization.scimToken());
                TopicReader reader =
                        new TopicReader(suite.file().kafka().bootstrapServers(), Topics.AUDIT_LOG, PROVISIONED)) {
            for (int i = 0; i < WARM_UP + CREATES; i++) {
                String localPart = "l" + run + "-" + i;
                long sent = System.nanoTime();
                String answer = http.post(UserBody.USERS, UserBody.create(localPart, organization.domain()))
                        .require(201, UserBody.userName(localPart, organization.domain()))
                        .text();
                http.get(UserBody.USERS + "/" + UserBody.id(answer))
                        .require(200, UserBody.userName(localPart, organization.domain()));
                long found = System.nanoTime();
                if (reader.await(i + 1, PATIENCE) <= i) {
                    throw new IllegalStateException(localPart + " was not sealed within " + PATIENCE);
                }
                if (i >= WARM_UP) {
                    visible.add(found - sent);
                    sealed.add(reader.require("x-" + localPart) - sent);
                }
            }
        }
        return List.of(
                Delay.of("POST sent to GET answered, seen at once", visible, TARGET_MILLIS),
                Delay.of("POST sent to sealed entry seen", sealed, TARGET_MILLIS));
    }
}
