package dev.rollcall.scimendpoint.http;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** In production, tokens and people's data travel by TLS or not at all: a plain public address does not start. */
@Singleton
public class PublicUrlCheck {
    private final String publicUrl;

    PublicUrlCheck(@ConfigProperty(name = "rollcall.scim.url") String publicUrl) {
        this.publicUrl = publicUrl;
    }

    void check(@Observes StartupEvent event) {
        if (ConfigUtils.isProfileActive("prod") && !publicUrl.startsWith("https://")) {
            throw new IllegalStateException("ROLLCALL_SCIM_URL must begin with https:// in profile prod, not "
                    + publicUrl + ": identity providers send it a secret with every request.");
        }
    }
}
