package dev.rollcall.sso.owner;

import dev.rollcall.sso.owner.OwnerCredentials.Credential;
import dev.rollcall.sso.secret.Fresh;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.jboss.logging.Logger;

/** At start: makes the credential when there is none, and says so when the configured one is not the stored one. */
@ApplicationScoped
class OwnerStart {
    private static final Logger LOG = Logger.getLogger(OwnerStart.class);
    private static final int AFTER_SETTINGS = 100;

    private final OwnerCredentials credentials;
    private final OwnerSettings settings;

    OwnerStart(OwnerCredentials credentials, OwnerSettings settings) {
        this.credentials = credentials;
        this.settings = settings;
    }

    void begin(@Observes @Priority(AFTER_SETTINGS) StartupEvent start) {
        if (settings.enabled()) {
            credentials.find().ifPresentOrElse(this::compare, this::create);
        } else {
            LOG.info("The break-glass owner is disabled (ROLLCALL_OWNER_ENABLED=false)");
        }
    }

    private void create() {
        String email = OwnerRules.normalized(settings.email().orElseThrow());
        Optional<String> configured = settings.password();
        String password = configured.orElseGet(Fresh::secret);
        String hash = PasswordHash.of(password, Fresh.bytes(PasswordHash.SALT_BYTES));
        credentials.create(new Credential(email, hash), () -> {
            if (configured.isPresent()) {
                LOG.infof("The break-glass owner %s was made with the configured password", email);
            } else {
                // The one secret that is ever logged: there is no other way to hand it over, and it is never shown
                // again.
                LOG.warnf("The break-glass owner %s was made. Password, shown this once: %s", email, password);
            }
        });
    }

    private void compare(Credential stored) {
        settings.email()
                .filter(email -> !OwnerRules.normalized(email).equals(stored.email()))
                .ifPresent(email -> warn("ROLLCALL_OWNER_EMAIL"));
        settings.password()
                .filter(password -> !PasswordHash.matches(stored.hash(), password))
                .ifPresent(password -> warn("ROLLCALL_OWNER_PASSWORD"));
    }

    private static void warn(String variable) {
        LOG.warnf(
                "%s is not what the stored break-glass owner has, and changes nothing: the stored one stays."
                        + " To replace it, delete the row of table owner_credential and start again.",
                variable);
    }
}
