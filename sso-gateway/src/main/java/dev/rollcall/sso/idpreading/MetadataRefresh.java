package dev.rollcall.sso.idpreading;

import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.contract.signin.SignInConnectionsApi.Due;
import dev.rollcall.contract.signin.SignInConnectionsApi.MetadataReading;
import dev.rollcall.sso.neighbour.Membership;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Reads metadata again when membership-service says that it is time, so that a certificate that an identity provider changed is known. Several
 * replicas may read one document: it is one document. The last good settings stay where a reading failed; that is membership-service's to see to.
 */
@ApplicationScoped
class MetadataRefresh {
    private static final Logger LOG = Logger.getLogger(MetadataRefresh.class);
    private static final int EVERY_SECONDS = 60;
    /** Each takes five seconds at most; more than one look brings is left for the next. */
    private static final int AT_ONCE = 10;

    private final Membership membership;
    private final MetadataReads reads;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("metadata-refresh").daemon().factory());

    MetadataRefresh(Membership membership, MetadataReads reads) {
        this.membership = membership;
        this.reads = reads;
    }

    void begin(@Observes StartupEvent start) {
        timer.scheduleWithFixedDelay(this::look, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    void end(@Observes ShutdownEvent stop) {
        timer.shutdownNow();
    }

    private void look() {
        try {
            refresh();
        } catch (RuntimeException e) {
            LOG.warnf("Metadata could not be refreshed, the next look is in %d s: %s", EVERY_SECONDS, e);
        }
    }

    /** Reads what is due. */
    void refresh() {
        for (Due due : membership.metadataDue(AT_ONCE)) {
            MetadataReading reading = reads.fetch(due.metadataUrl());
            try {
                membership.putMetadata(due.connection(), reading);
            } catch (Refused refused) {
                // Its owner named another address meanwhile, or deleted it: the next look knows.
                LOG.infof("Metadata of connection %s were not taken: %s", due.connection(), refused.detail());
            }
        }
    }
}
