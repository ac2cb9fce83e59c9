package dev.rollcall.sandbox.seed;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A connection with its organization, as the sandbox wants them.
 *
 * @param name of the connection
 * @param domain verified by the operator, since no DNS answers for it
 * @param settings of the connection beyond the defaults
 */
record SeedPlan(
        String name,
        String organization,
        String displayName,
        String domain,
        String protocol,
        Map<String, Object> settings) {
    private static final Map<String, Object> ANY_NAMES = Map.of(
            "userNames", "ANY",
            "groupNames", "ANY",
            "dialect", "GENERIC",
            "mode", "COMPAT");

    /** Two customers with default settings but the guard, and one connection that foreign test suites can run against. */
    static final List<SeedPlan> ALL = List.of(
            new SeedPlan("acme", "acme", "Acme", "acme.example", "SAML", Map.of()),
            new SeedPlan("globex", "globex", "Globex", "globex.example", "OIDC", Map.of()),
            new SeedPlan("conformance", "conformance", "Conformance", "example.com", "SAML", ANY_NAMES));

    /** Acme's people may come over OpenID Connect as well: several connections share a domain (R-SSO-11). */
    static final SeedPlan ACME_OIDC = new SeedPlan("acme-oidc", "acme", "Acme", "acme.example", "OIDC", Map.of());

    Map<String, Object> connection() {
        Map<String, Object> fields = new LinkedHashMap<>(Map.of(
                "name",
                name,
                "protocol",
                protocol,
                "organization",
                organization,
                "domains",
                List.of(domain),
                "scimEnabled",
                true,
                // Demos and tests remove people by the dozen from organizations that have few.
                "deprovisioningPercent",
                0));
        fields.putAll(settings);
        return fields;
    }
}
