package dev.rollcall.membership.domain;

import dev.rollcall.membership.stream.Rounds;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Has claims looked at when they are due. */
@ApplicationScoped
class DomainWatch {
    private static final Logger LOG = Logger.getLogger(DomainWatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration STOP_MAX = Duration.ofSeconds(6); // the patience with DNS, and a little

    private final DomainChecks checks;
    private final TxtRecords records;
    private @Nullable Rounds rounds;

    DomainWatch(DomainChecks checks, TxtRecords records) {
        this.checks = checks;
        this.records = records;
    }

    /** Fails the start for a setting that names no server. */
    void start(@Observes StartupEvent event) {
        LOG.infof("Domains are verified with the DNS servers %s", records.servers());
        rounds = Rounds.start("domain-checks", PAUSE, checks::sweep);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        if (rounds != null) {
            rounds.stop(STOP_MAX);
        }
    }
}
