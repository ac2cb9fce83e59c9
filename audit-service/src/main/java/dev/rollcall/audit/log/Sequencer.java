package dev.rollcall.audit.log;

import dev.rollcall.audit.Loop;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Seals as soon as intake has stored something. Every replica runs one; {@link Sealing}'s lock lets one work at a time. */
@ApplicationScoped
public class Sequencer {
    /** Finds what a replica stored and then died before it could seal; costs one small query. */
    private static final Duration SWEEP = Duration.ofSeconds(1);

    private final Sealing sealing;
    private final Publisher publisher;
    private final Counter sealed;
    private volatile @Nullable Loop loop;

    Sequencer(Sealing sealing, Publisher publisher, MeterRegistry metrics) {
        this.sealing = sealing;
        this.publisher = publisher;
        this.sealed = metrics.counter("rollcall.audit.sealed");
    }

    void start(@Observes StartupEvent start) {
        loop = Loop.start("audit-sequencer", SWEEP, this::step);
    }

    void stop(@Observes ShutdownEvent stop) {
        Loop running = loop;
        if (running != null) {
            running.close();
        }
    }

    /** Events are pending. */
    public void call() {
        Loop running = loop;
        if (running != null) {
            running.call();
        }
    }

    private boolean step() {
        Sealing.Turn turn = sealing.seal();
        if (turn.entries() > 0) {
            sealed.increment(turn.entries());
            publisher.call();
        }
        return turn.more();
    }
}
