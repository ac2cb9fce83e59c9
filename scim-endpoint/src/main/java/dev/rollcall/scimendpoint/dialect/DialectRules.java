package dev.rollcall.scimendpoint.dialect;

import dev.rollcall.contract.provisioning.ScimClient;
import dev.rollcall.contract.provisioning.ScimClient.Dialect;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Guesses the identity provider behind a request. */
public final class DialectRules {
    private DialectRules() {}

    /** What the connection is set to, else what the client's name gives away ("Okta SCIM Client 1.0.0", O1). */
    public static Dialect guess(@Nullable ScimClient client, @Nullable String userAgent) {
        if (client != null && client.dialect() != Dialect.GENERIC) {
            return client.dialect();
        }
        if (userAgent == null) {
            return Dialect.GENERIC;
        }
        String name = userAgent.toLowerCase(Locale.ROOT);
        if (name.contains("okta")) {
            return Dialect.OKTA;
        }
        return name.contains("azure") || name.contains("entra") || name.contains("microsoft")
                ? Dialect.ENTRA
                : Dialect.GENERIC;
    }
}
