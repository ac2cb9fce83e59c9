package dev.rollcall.audit.intake;

import dev.rollcall.audit.Loop;
import dev.rollcall.audit.log.Sequencer;
import dev.rollcall.contract.event.Topics;
import dev.rollcall.kit.TopicCheck;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Starts consumption with the service, counts what it takes and calls the sequencer. */
@ApplicationScoped
public class Intake {
    /** Records of one transaction. */
    private static final int BATCH_MAX = 500;

    /** Finds what a replica kept and then died before it could send it. */
    private static final Duration LETTER_SWEEP = Duration.ofSeconds(10);

    private final Intakes intakes;
    private final Positions positions;
    private final Sequencer sequencer;
    private final DeadLetters deadLetters;
    private final MeterRegistry metrics;
    private final String bootstrapServers;
    private volatile @Nullable IntakeLoop loop;
    private volatile @Nullable Loop letters;

    Intake(
            Intakes intakes,
            Positions positions,
            Sequencer sequencer,
            DeadLetters deadLetters,
            MeterRegistry metrics,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        this.intakes = intakes;
        this.positions = positions;
        this.sequencer = sequencer;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
        this.bootstrapServers = bootstrapServers;
        metrics.gauge(
                "rollcall.audit.intake.lag",
                this,
                intake -> intake.running().map(IntakeLoop::lag).orElse(0L));
    }

    void start(@Observes StartupEvent start) {
        TopicCheck.require(
                bootstrapServers,
                Topics.MEMBERSHIP_EVENTS,
                Topics.ACCOUNT_EVENTS,
                Topics.SIGNIN_EVENTS,
                Topics.AUDIT_LOG,
                Topics.AUDIT_CHECKPOINTS,
                Topics.AUDIT_DEAD_LETTERS);
        IntakeLoop started = newLoop();
        started.start();
        loop = started;
        letters = Loop.start("audit-dead-letters", LETTER_SWEEP, () -> deadLetters.send() > 0);
    }

    void stop(@Observes ShutdownEvent stop) {
        running().ifPresent(IntakeLoop::close);
        Loop running = letters;
        if (running != null) {
            running.close();
        }
    }

    Optional<IntakeLoop> running() {
        return Optional.ofNullable(loop);
    }

    /** One more consumer of the group, not started yet. */
    IntakeLoop newLoop() {
        Map<String, Object> settings = Map.ofEntries(
                Map.entry("bootstrap.servers", bootstrapServers),
                Map.entry("group.id", Positions.CONSUMER),
                Map.entry("client.id", "audit-service-intake"),
                Map.entry("key.deserializer", ByteArrayDeserializer.class),
                Map.entry("value.deserializer", ByteArrayDeserializer.class),
                Map.entry("partition.assignment.strategy", CooperativeStickyAssignor.class.getName()),
                Map.entry("enable.auto.commit", false),
                // A position that the broker does not have is an alarm, never a jump.
                Map.entry("auto.offset.reset", "none"),
                Map.entry("max.poll.records", BATCH_MAX),
                Map.entry("fetch.max.bytes", 4 * 1024 * 1024),
                Map.entry("max.partition.fetch.bytes", 1024 * 1024),
                Map.entry("session.timeout.ms", 10_000),
                Map.entry("heartbeat.interval.ms", 3_000),
                Map.entry("isolation.level", "read_committed"));
        return new IntakeLoop(settings, intakes, positions, this::count);
    }

    /** Counts, and lets what was taken be sealed. */
    void count(Tally tally) {
        metrics.counter("rollcall.audit.intake.taken").increment(tally.taken());
        metrics.counter("rollcall.audit.intake.repeated").increment(tally.repeated());
        metrics.counter("rollcall.audit.intake.held").increment(tally.held());
        metrics.counter("rollcall.audit.intake.forks").increment(tally.forks());
        metrics.counter("rollcall.audit.intake.unparsed").increment(tally.unparsed());
        if (tally.taken() > 0) {
            sequencer.call();
        }
        Loop sender = letters;
        if (tally.unparsed() > 0 && sender != null) {
            sender.call();
        }
    }
}
