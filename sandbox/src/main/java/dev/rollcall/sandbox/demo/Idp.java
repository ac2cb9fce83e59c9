package dev.rollcall.sandbox.demo;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** An identity provider of the day: the connection it pushes to, and what gives it away in a request. */
public enum Idp {
    OKTA("Okta", "acme", "Okta SCIM Client 1.0.0", true),
    /** Microsoft documents no User-Agent; this is what its provisioning logs call the sender. */
    ENTRA("Entra ID", "globex", "Azure AD Provisioning Service", false);

    private static final String CONTENT_TYPE = "application/scim+json; charset=utf-8";

    private final String label;
    private final String connection;
    private final String userAgent;
    private final boolean typesEveryRequest;

    Idp(String label, String connection, String userAgent, boolean typesEveryRequest) {
        this.label = label;
        this.connection = connection;
        this.userAgent = userAgent;
        this.typesEveryRequest = typesEveryRequest;
    }

    /** As a person calls it. */
    public String label() {
        return label;
    }

    /** As the command line calls it: {@code okta}, {@code entra}. */
    public String shortName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Name of the sandbox's connection, which is also its organization's. */
    public String connection() {
        return connection;
    }

    String userAgent() {
        return userAgent;
    }

    /** Empty when this request carries no {@code Content-Type}; Okta sends one with a GET too. */
    Optional<String> contentType(Call call) {
        return call.body() != null || typesEveryRequest ? Optional.of(CONTENT_TYPE) : Optional.empty();
    }

    /** Finds one by its short name, in any letter case. */
    public static Optional<Idp> named(String name) {
        return Arrays.stream(values())
                .filter(idp -> idp.shortName().equalsIgnoreCase(name))
                .findFirst();
    }
}
