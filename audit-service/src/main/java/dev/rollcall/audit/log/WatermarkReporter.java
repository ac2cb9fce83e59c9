package dev.rollcall.audit.log;

import dev.rollcall.audit.Loop;
import dev.rollcall.audit.source.Sources;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.kit.CallFailed;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Tells each source every few seconds how far its streams are sealed, so that it may forget and can notice what never arrived. */
@ApplicationScoped
public class WatermarkReporter {
    private static final Logger LOG = Logger.getLogger(WatermarkReporter.class);

    private final Watermarks watermarks;
    private final Sources sources;
    private final Duration rhythm;
    private volatile @Nullable Loop loop;

    WatermarkReporter(
            Watermarks watermarks,
            Sources sources,
            @ConfigProperty(name = "rollcall.audit.watermark-rhythm", defaultValue = "5S") Duration rhythm) {
        this.watermarks = watermarks;
        this.sources = sources;
        this.rhythm = rhythm;
    }

    void start(@Observes StartupEvent start) {
        loop = Loop.start("audit-watermarks", rhythm, this::step);
    }

    void stop(@Observes ShutdownEvent stop) {
        Loop running = loop;
        if (running != null) {
            running.close();
        }
    }

    private boolean step() {
        boolean more = false;
        for (String service : sources.names()) {
            more |= report(service);
        }
        return more;
    }

    /** True when the log has more for this service than one report holds. */
    private boolean report(String service) {
        Watermarks.Report report = watermarks.unreported(service);
        if (report.to() == report.from()) {
            return false;
        }
        if (!report.watermarks().isEmpty()) {
            try {
                sources.require(service).acceptWatermarks(report.watermarks());
            } catch (Refused | CallFailed e) {
                // The source keeps its events until it hears from us: late is harmless.
                LOG.debugf("%s did not take its watermarks: %s", service, e.getMessage());
                return false;
            }
        }
        watermarks.reported(service, report);
        return report.to() - report.from() == Watermarks.ENTRIES_MAX;
    }
}
