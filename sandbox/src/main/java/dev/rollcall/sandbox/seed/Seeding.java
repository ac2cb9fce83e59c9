package dev.rollcall.sandbox.seed;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.contract.signin.SignInAddresses;
import dev.rollcall.sandbox.suite.SandboxFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * Makes what is absent and finds what is there.
 *
 * @param membershipUrl base URL of membership-service
 * @param scimUrl base URL of scim-endpoint
 * @param ssoUrl base URL of sso-gateway
 * @param tokens SCIM token by connection id: read for known connections, added to for new ones
 */
public record Seeding(AdminApi api, String membershipUrl, String scimUrl, String ssoUrl, Map<String, String> tokens) {
    private static final Duration ADMIN_TOKEN_LIFETIME = Duration.ofDays(30);

    /** An access token of the break-glass owner, as long-lived as only the sandbox's profile allows. */
    public static String adminToken(String ssoUrl, String email, String password) {
        Map<String, Object> credential =
                Map.of("identifier", email, "secret", password, "lifetime", ADMIN_TOKEN_LIFETIME.toSeconds());
        return new AdminApi("")
                .post(ssoUrl + "/v2/auth/token", credential)
                .required("access_token")
                .asText();
    }

    /**
     * All connections by name.
     *
     * @param withIdp whether acme has a second one, over OpenID Connect
     */
    public Map<String, SandboxFile.Connection> ensure(boolean withIdp) {
        List<SeedPlan> plans = new ArrayList<>(SeedPlan.ALL);
        if (withIdp) {
            plans.add(SeedPlan.ACME_OIDC);
        }
        Map<String, SandboxFile.Connection> connections = new LinkedHashMap<>();
        for (SeedPlan plan : plans) {
            JsonNode organization = organization(plan);
            domain(plan);
            String connection = connection(plan).required("id").asText();
            connections.put(
                    plan.name(),
                    new SandboxFile.Connection(
                            connection,
                            plan.organization(),
                            organization.required("id").asText(),
                            scimUrl + "/scim/v2",
                            tokens.computeIfAbsent(connection, this::newToken),
                            SignInAddresses.of(ssoUrl, UUID.fromString(connection))));
        }
        return connections;
    }

    private JsonNode organization(SeedPlan plan) {
        return api.find(membershipUrl + "/v2/orgs/" + plan.organization())
                .orElseGet(() -> api.post(
                        membershipUrl + "/v2/orgs",
                        Map.of("name", plan.organization(), "displayName", plan.displayName())));
    }

    private void domain(SeedPlan plan) {
        String url = membershipUrl + "/v2/orgs/" + plan.organization() + "/domains";
        boolean known = named(api.require(url).path("domains"), plan.domain()).isPresent();
        if (!known) {
            api.post(url, Map.of("name", plan.domain(), "verifiedBy", "OPERATOR"));
        }
    }

    private JsonNode connection(SeedPlan plan) {
        JsonNode known = api.require(membershipUrl + "/v2/connections?organization=" + plan.organization());
        return named(known.path("connections"), plan.name())
                .orElseGet(() -> api.post(membershipUrl + "/v2/connections", plan.connection()));
    }

    private String newToken(String connection) {
        return api.post(membershipUrl + "/v2/connections/" + connection + "/scim-tokens", Map.of("label", "sandbox"))
                .required("token")
                .asText();
    }

    private static Optional<JsonNode> named(JsonNode list, String name) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(entry -> name.equals(entry.path("name").asText()))
                .findFirst();
    }
}
