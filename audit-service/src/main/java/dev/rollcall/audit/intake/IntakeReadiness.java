package dev.rollcall.audit.intake;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while events are being taken. Lag is shown, not judged: a log that is behind still answers. */
@Readiness
@ApplicationScoped
public class IntakeReadiness implements HealthCheck {
    /** The loop comes round every second, and every five while the database is away. */
    private static final Duration SILENCE_MAX = Duration.ofSeconds(30);

    private final Intake intake;

    IntakeReadiness(Intake intake) {
        this.intake = intake;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("intake");
        var running = intake.running();
        if (running.isEmpty()) {
            return answer.down().withData("state", "not started").build();
        }
        IntakeLoop loop = running.get();
        Duration silence = Duration.between(loop.alive(), Instant.now());
        boolean up = silence.compareTo(SILENCE_MAX) < 0 && loop.lost().isEmpty();
        answer.status(up).withData("lag", loop.lag()).withData("silentMillis", silence.toMillis());
        if (!loop.lost().isEmpty()) {
            answer.withData("lostPositions", loop.lost().toString());
        }
        return answer.build();
    }
}
