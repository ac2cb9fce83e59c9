package dev.rollcall.sandbox.idp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.contract.signin.SignInAddresses;
import dev.rollcall.sandbox.seed.AdminApi;
import dev.rollcall.sandbox.suite.Secrets;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The realm of company acme, over Keycloak's admin API: what is absent is made, and clients are brought up to date. */
public final class AcmeRealm {
    private static final String NAME = "acme";
    static final String OIDC_CLIENT = "rollcall";

    private final String keycloakUrl;
    private final AdminApi api;
    private final String admin;

    private AcmeRealm(String keycloakUrl, AdminApi api) {
        this.keycloakUrl = keycloakUrl;
        this.api = api;
        this.admin = keycloakUrl + "/admin/realms/" + NAME;
    }

    /** With a token of Keycloak's administrator that is good for a minute. */
    public static AcmeRealm of(String keycloakUrl, String adminName, String adminPassword) {
        String form = "grant_type=password&client_id=admin-cli&username=" + encoded(adminName) + "&password="
                + encoded(adminPassword);
        String token = new AdminApi("")
                .send(
                        "POST",
                        keycloakUrl + "/realms/master/protocol/openid-connect/token",
                        "application/x-www-form-urlencoded",
                        form)
                .required("access_token")
                .asText();
        return new AcmeRealm(keycloakUrl, new AdminApi(token));
    }

    public String name() {
        return NAME;
    }

    /** Over OpenID Connect. */
    public String issuer() {
        return keycloakUrl + "/realms/" + NAME;
    }

    /** Its SAML metadata. */
    public String metadataUrl() {
        return issuer() + "/protocol/saml/descriptor";
    }

    /** The realm and its people. */
    void ensure(Secrets.Idp secrets) {
        if (api.find(admin).isEmpty()) {
            api.send("POST", keycloakUrl + "/admin/realms", RealmFiles.object("realm.json"));
        }
        ObjectNode profile = (ObjectNode) api.require(admin + "/users/profile");
        if (!profile.has("unmanagedAttributePolicy")) {
            // dockerRole and its like are attributes of people that no form of Keycloak's knows.
            api.send("PUT", admin + "/users/profile", profile.put("unmanagedAttributePolicy", "ADMIN_EDIT"));
        }
        for (JsonNode person : RealmFiles.read("people.json")) {
            String password = secrets.people().get(person.path("username").asText());
            if (password != null) {
                person(person.deepCopy(), password);
            }
        }
    }

    private void person(ObjectNode person, String password) {
        String known = admin + "/users?exact=true&username="
                + encoded(person.path("username").asText());
        if (api.require(known).isEmpty()) {
            person.putArray("credentials")
                    .addObject()
                    .put("type", "password")
                    .put("value", password)
                    .put("temporary", false);
            api.send("POST", admin + "/users", person);
        }
    }

    /**
     * The client for a connection over SAML, made from our metadata as an administrator would import it.
     *
     * @param metadata our document for that connection
     * @param encrypted whether assertions are encrypted to the key in it
     */
    public void samlClient(String metadata, boolean encrypted) {
        ObjectNode client =
                (ObjectNode) api.send("POST", admin + "/client-description-converter", "application/xml", metadata);
        ObjectNode ours = RealmFiles.object("saml-client.json");
        ObjectNode attributes = client.withObject("/attributes");
        attributes.setAll(ours.withObject("/attributes"));
        attributes.put("saml.encrypt", String.valueOf(encrypted));
        ours.set("attributes", attributes);
        client.setAll(ours);
        client(client);
    }

    /** The client for a connection over OpenID Connect: confidential, with PKCE. */
    void oidcClient(SignInAddresses connection, String secret) {
        ObjectNode client = RealmFiles.object("oidc-client.json")
                .put("clientId", OIDC_CLIENT)
                .put("secret", secret);
        client.putArray("redirectUris").add(connection.redirectUrl());
        client.withObject("/attributes").put("backchannel.logout.url", connection.backchannelLogoutUrl());
        client(client);
    }

    private void client(ObjectNode client) {
        String clientId = client.path("clientId").asText();
        Optional<String> known = Optional.of(api.require(admin + "/clients?clientId=" + encoded(clientId))
                        .at("/0/id"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText);
        if (known.isPresent()) {
            api.send("PUT", admin + "/clients/" + known.get(), client);
        } else {
            api.send("POST", admin + "/clients", client);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
