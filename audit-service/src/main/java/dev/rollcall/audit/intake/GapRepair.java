package dev.rollcall.audit.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.audit.Loop;
import dev.rollcall.audit.source.Sources;
import dev.rollcall.contract.event.CloudEvent;
import dev.rollcall.contract.event.StreamKey;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.contract.stream.StreamsApi;
import dev.rollcall.kit.CallFailed;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Asks the source for what a stream misses, once it is clear that it will not come by itself, and lets intake take the answer. */
@ApplicationScoped
public class GapRepair {
    private static final Logger LOG = Logger.getLogger(GapRepair.class);
    private static final Duration RHYTHM = Duration.ofSeconds(2);

    private final Gaps gaps;
    private final Sources sources;
    private final Intakes intakes;
    private final Intake intake;
    private final ObjectMapper json;
    private final Duration patience;
    private volatile @Nullable Loop loop;

    GapRepair(
            Gaps gaps,
            Sources sources,
            Intakes intakes,
            Intake intake,
            ObjectMapper json,
            @ConfigProperty(name = "rollcall.audit.gap-patience", defaultValue = "10S") Duration patience) {
        this.gaps = gaps;
        this.sources = sources;
        this.intakes = intakes;
        this.intake = intake;
        this.json = json;
        this.patience = patience;
    }

    void start(@Observes StartupEvent start) {
        loop = Loop.start("audit-gap-repair", RHYTHM, this::step);
    }

    void stop(@Observes ShutdownEvent stop) {
        Loop running = loop;
        if (running != null) {
            running.close();
        }
    }

    private boolean step() {
        boolean progress = false;
        for (Gaps.Gap gap : gaps.open(patience)) {
            progress |= repair(gap) > 0;
        }
        return progress;
    }

    /** Answers how many missing events were taken. */
    private int repair(Gaps.Gap gap) {
        try {
            List<CloudEvent> missing = missing(gap);
            if (missing.isEmpty()) {
                return 0;
            }
            List<Arrival> arrivals = new ArrayList<>(missing.size());
            for (CloudEvent event : missing) {
                arrivals.add(Arrival.repaired(json.writeValueAsBytes(event)));
            }
            Tally tally = intakes.take(arrivals, List.of());
            intake.count(tally);
            LOG.infof("Repaired %d events of %s from its source", tally.taken(), gap.source());
            return tally.taken();
        } catch (Refused | CallFailed | JsonProcessingException | Intakes.IntakeFailed e) {
            LOG.warnf("ALARM gap in %s after %d stays open: %s", gap.source(), gap.seen(), e.getMessage());
            return 0;
        }
    }

    private List<CloudEvent> missing(Gaps.Gap gap) {
        long from = gap.seen() + 1;
        long to = Math.min(gap.highest(), gap.seen() + StreamsApi.PAGE_MAX);
        String key = new StreamKey(gap.source(), "").key();
        return sources.find(gap.source())
                .map(streams -> streams.listEvents(key, from, to))
                .orElseGet(() -> {
                    LOG.warnf(
                            "ALARM gap in %s after %d: no service of ours stands behind it", gap.source(), gap.seen());
                    return List.of();
                });
    }
}
