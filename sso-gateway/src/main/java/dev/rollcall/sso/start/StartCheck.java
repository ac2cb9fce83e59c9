package dev.rollcall.sso.start;

import dev.rollcall.kit.secret.MasterKeys;
import dev.rollcall.sso.owner.OwnerSettings;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Ends a start that {@link StartRules} objects to, with its sentence and without a stack trace. */
@ApplicationScoped
class StartCheck {
    private static final int FIRST = 1;
    /** Every other profile is somebody's production. */
    private static final Set<String> LENIENT = Set.of("sandbox", "test", "dev");

    void check(
            @Observes @Priority(FIRST) StartupEvent start,
            OwnerSettings owner,
            @ConfigProperty(name = "rollcall.issuer") String issuer,
            @ConfigProperty(name = "rollcall.master-key") Path masterKey,
            @ConfigProperty(name = "rollcall.access-token.max-lifetime") Duration lifetimeMax) {
        List<String> profiles = ConfigUtils.getProfiles();
        var settings = new StartRules.Settings(
                issuer, lifetimeMax, owner.enabled(), owner.email(), owner.password(), LENIENT.containsAll(profiles));
        StartRules.objection(settings).or(() -> masterKeys(masterKey)).ifPresent(StartCheck::stop);
    }

    private static Optional<String> masterKeys(Path file) {
        try {
            MasterKeys.read(file);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }

    private static void stop(String objection) {
        // Quarkus prints this exception's message alone and exits; every other one it prints with its stack trace.
        throw new ConfigurationException("sso-gateway does not start: " + objection);
    }
}
