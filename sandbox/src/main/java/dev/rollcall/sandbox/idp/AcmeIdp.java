package dev.rollcall.sandbox.idp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.contract.signin.SignInAddresses;
import dev.rollcall.sandbox.seed.AdminApi;
import dev.rollcall.sandbox.suite.SandboxFile;
import dev.rollcall.sandbox.suite.Secrets;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Makes acme's two connections ready: the realm knows them, and they know the realm.
 *
 * @param rollcall the admin API as the owner
 * @param membershipUrl base URL of membership-service
 * @param ssoUrl base URL of sso-gateway
 */
public record AcmeIdp(AdminApi rollcall, String membershipUrl, String ssoUrl) {
    private static final String SAML = "acme";
    private static final String OIDC = "acme-oidc";

    /** @param connections by name, the two of acme among them */
    public SandboxFile.Idp ensure(
            String keycloakUrl, Secrets.Idp secrets, Map<String, SandboxFile.Connection> connections) {
        AcmeRealm realm = AcmeRealm.of(keycloakUrl, Secrets.Idp.ADMIN, secrets.adminPassword());
        realm.ensure(secrets);
        SandboxFile.Connection saml = Objects.requireNonNull(connections.get(SAML));
        realm.samlClient(rollcall.text(saml.metadataUrl()), false);
        believe(
                saml.id(),
                Map.of("metadataUrl", realm.metadataUrl()),
                idp -> idp.at("/metadata/url").asText().equals(realm.metadataUrl()));
        SandboxFile.Connection oidc = Objects.requireNonNull(connections.get(OIDC));
        realm.oidcClient(SignInAddresses.of(ssoUrl, UUID.fromString(oidc.id())), secrets.clientSecret());
        believe(
                oidc.id(),
                Map.of(
                        "issuer",
                        realm.issuer(),
                        "clientId",
                        AcmeRealm.OIDC_CLIENT,
                        "clientSecret",
                        secrets.clientSecret()),
                idp -> idp.path("issuer").asText().equals(realm.issuer()));
        return new SandboxFile.Idp(
                keycloakUrl,
                realm.name(),
                realm.metadataUrl(),
                realm.issuer(),
                Secrets.Idp.ADMIN,
                secrets.adminPassword(),
                secrets.people());
    }

    /** @param known whether what the connection shows is what it should */
    private void believe(String connection, Map<String, Object> settings, Predicate<JsonNode> known) {
        String url = membershipUrl + "/v2/connections/" + connection;
        if (rollcall.find(url + "/idp").filter(known).isEmpty()) {
            rollcall.put(url + "/idp", settings);
        }
        if (!"ACTIVE".equals(rollcall.require(url).path("state").asText())) {
            // Nobody is there for a test sign-in.
            rollcall.patch(url, Map.of("state", "ACTIVE", "override", true));
        }
    }
}
