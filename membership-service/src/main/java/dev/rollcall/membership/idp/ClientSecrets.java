package dev.rollcall.membership.idp;

import dev.rollcall.kit.secret.MasterKeys;
import dev.rollcall.kit.secret.MasterKeys.Sealed;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Seals what our clients prove themselves with at identity providers; a sealed one opens for its own connection only. */
@ApplicationScoped
class ClientSecrets {
    private final MasterKeys keys;

    ClientSecrets(@ConfigProperty(name = "rollcall.master-key") Path file) {
        try {
            this.keys = MasterKeys.read(file);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("membership-service does not start: " + e.getMessage());
        }
    }

    /** A missing key must show at the start, not when the first secret comes. */
    void check(@Observes StartupEvent start) {
        keys.currentId();
    }

    /** The id of the key that seals now. */
    String currentKey() {
        return keys.currentId();
    }

    Sealed seal(UUID connectionId, String secret) {
        return keys.seal(secret.getBytes(StandardCharsets.UTF_8), context(connectionId));
    }

    String open(UUID connectionId, Sealed sealed) {
        return new String(keys.open(sealed, context(connectionId)), StandardCharsets.UTF_8);
    }

    private static String context(UUID connectionId) {
        return "idp_oidc:" + connectionId;
    }
}
