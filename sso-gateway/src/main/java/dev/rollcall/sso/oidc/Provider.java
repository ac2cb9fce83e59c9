package dev.rollcall.sso.oidc;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whose word a connection takes: which issuers its tokens may come from, and where the document lies that says the rest. */
public sealed interface Provider {
    /** Where the discovery document lies (OIDC Discovery 1.0 §4). */
    String discoveryAddress();

    /** What the {@code issuer} of the discovery document must be. */
    String publishedIssuer();

    /** Whether tokens and answers of this issuer count. */
    boolean isIssuer(String issuer);

    /** What is wrong with the issuer that the claims name. */
    Optional<OidcObjection> objection(JsonDocument claims);

    /** Every provider that goes by the standard. Issuers are compared to the letter: no case, slash or port is made equal. */
    record Standard(String issuer) implements Provider {
        private static final String DOCUMENT = "/.well-known/openid-configuration";

        @Override
        public String discoveryAddress() {
            return (issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer) + DOCUMENT;
        }

        @Override
        public String publishedIssuer() {
            return issuer;
        }

        @Override
        public boolean isIssuer(String other) {
            return issuer.equals(other);
        }

        @Override
        public Optional<OidcObjection> objection(JsonDocument claims) {
            return issuer.equals(claims.exact("iss"))
                    ? Optional.empty()
                    : Optional.of(new OidcObjection(OidcRefusal.ISSUER_MISMATCH, issuer, claims.shown("iss")));
        }
    }

    /**
     * Microsoft Entra ID, whose issuer is a directory of many under one host. With several directories its document names no issuer but a
     * template, which is never compared with a token's: the issuer must be the one of the token's own {@code tid}, and that one must be listed.
     *
     * @param host for instance {@code https://login.microsoftonline.com}, without a slash at its end
     * @param tenants the directories' ids (GUIDs in lower case), one at least
     */
    record Entra(String host, Set<String> tenants) implements Provider {
        private static final Pattern GUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        private static final String ANY_WORK_ACCOUNT = "organizations";

        public Entra {
            tenants = tenants.stream().map(id -> id.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
            if (tenants.isEmpty()
                    || !tenants.stream().allMatch(id -> GUID.matcher(id).matches())) {
                throw new IllegalArgumentException("A connection to Entra names its directories by their ids.");
            }
        }

        @Override
        public String discoveryAddress() {
            return new Standard(issuerOf(tenants.size() == 1 ? only() : ANY_WORK_ACCOUNT)).discoveryAddress();
        }

        @Override
        public String publishedIssuer() {
            return issuerOf(tenants.size() == 1 ? only() : "{tenantid}");
        }

        @Override
        public boolean isIssuer(String issuer) {
            return tenants.stream().anyMatch(id -> issuerOf(id).equals(issuer));
        }

        @Override
        public Optional<OidcObjection> objection(JsonDocument claims) {
            String tenant = claims.exact("tid");
            if (tenant == null || !tenants.contains(tenant)) {
                String listed = "tid is one of " + tenants.stream().sorted().toList();
                return Optional.of(new OidcObjection(OidcRefusal.TENANT_REFUSED, listed, claims.shown("tid")));
            }
            return new Standard(issuerOf(tenant)).objection(claims);
        }

        private String only() {
            return tenants.iterator().next();
        }

        private String issuerOf(String tenant) {
            return host + "/" + tenant + "/v2.0";
        }
    }
}
