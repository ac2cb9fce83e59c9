package dev.rollcall.membership.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.rollcall.contract.provisioning.OauthCredentials;
import dev.rollcall.contract.provisioning.OauthGrant;
import dev.rollcall.contract.provisioning.TokenProof;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.membership.admin.AdminFixture;
import dev.rollcall.membership.admin.AdminFixture.House;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** E24: a connection's OAuth clients. */
@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
class OauthClientIT {
    @Inject
    AdminFixture admin;

    @Inject
    OauthClients clients;

    @Inject
    ScimTokens tokens;

    private static String path(UUID connection) {
        return "/v2/connections/" + connection + "/scim-clients";
    }

    private OauthCredentials make(UUID connection) {
        var made = admin.post(admin.platform(), path(connection), Map.of("label", "entra"))
                .statusCode(201)
                .header("Cache-Control", equalTo("no-store"))
                .body("tokenEndpoint", endsWith("/scim/v2/oauth/token"))
                .extract();
        return OauthCredentials.parse(made.path("clientId"), made.path("clientSecret"))
                .orElseThrow();
    }

    private static TokenProof proof(OauthCredentials credentials) {
        return credentials.proof("192.0.2.7");
    }

    @Test
    void aClientSpeaksForItsConnectionAndItsSecretIsShownOnce() {
        House house = admin.organization();
        UUID connection = admin.connection(house);

        OauthCredentials client = make(connection);

        assertThat(clients.authenticate(proof(client)).connectionId()).isEqualTo(connection);
        assertThat(clients.judge(new OauthGrant(client.publicId(), null)).connectionId())
                .isEqualTo(connection);
        assertThat(admin.number(
                        "select count(*) from scim_token t where connection_id = ? and t::text like ?",
                        connection,
                        "%" + client.secret() + "%"))
                .isZero();
        assertThat(admin.bodies(house.id(), "ScimClientCreated"))
                .singleElement()
                .asString()
                .contains(client.clientId())
                .doesNotContain(client.secret());
        admin.get(admin.platform(), path(connection))
                .statusCode(200)
                .body("clients", hasSize(1))
                .body("clients[0].clientId", equalTo(client.clientId()))
                .body("clients[0].label", equalTo("entra"))
                .body("clients[0].lastUsedAddress", equalTo("192.0.2.7"))
                .body("clients[0].createdBy", notNullValue())
                .body("clients[0].clientSecret", nullValue());
        admin.get(admin.platform(), "/v2/connections/" + connection + "/scim-tokens")
                .body("tokens", hasSize(0));
    }

    /** A stolen secret of one kind opens nothing of the other. */
    @Test
    void oneKindNeverCountsAsTheOther() {
        UUID connection = admin.connection(admin.organization());
        OauthCredentials client = make(connection);
        String token = admin.post(admin.platform(), "/v2/connections/" + connection + "/scim-tokens", Map.of())
                .extract()
                .path("token");
        TokenProof tokenProof = dev.rollcall.contract.provisioning.ScimToken.parse(token)
                .orElseThrow()
                .proof(null);

        assertThatThrownBy(() -> tokens.authenticate(proof(client))).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> clients.authenticate(tokenProof)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> clients.judge(new OauthGrant(tokenProof.publicId(), null)))
                .isInstanceOf(Refused.class);
    }

    /** Two, so that the second can be entered at the identity provider before the first goes; tokens do not count. */
    @Test
    void twoClientsLiveAtOnceAndAThirdIsRefused() {
        House house = admin.organization();
        UUID connection = admin.connection(house);
        OauthCredentials first = make(connection);
        OauthCredentials second = make(connection);

        admin.post(admin.platform(), path(connection), Map.of())
                .statusCode(409)
                .body("code", equalTo("TOKEN_LIMIT"))
                .body("detail", containsString("OAuth clients"));

        String id = admin.get(admin.platform(), path(connection)).extract().path("clients[1].id");
        admin.delete(admin.platform(), path(connection) + "/" + id).statusCode(204);
        admin.delete(admin.platform(), path(connection) + "/" + id).statusCode(204);
        assertThatThrownBy(() -> clients.authenticate(proof(first))).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> clients.judge(new OauthGrant(first.publicId(), null)))
                .isInstanceOf(Refused.class);
        assertThat(clients.authenticate(proof(second)).connectionId()).isEqualTo(connection);
        assertThat(admin.events(house.id())).endsWith("ScimClientCreated", "ScimClientCreated", "ScimClientDeleted");
        make(connection);
    }

    @Test
    void clientsAreTheirConnectionsOwn() {
        House mine = admin.organization();
        UUID own = admin.connection(mine);
        UUID foreign = admin.connection(admin.organization());
        make(foreign);
        String foreignClient =
                admin.get(admin.platform(), path(foreign)).extract().path("clients[0].id");
        String owner = admin.person(mine, "owner").token();

        admin.get(owner, path(foreign)).statusCode(404);
        admin.post(owner, path(foreign), Map.of()).statusCode(404);
        admin.delete(owner, path(own) + "/" + foreignClient).statusCode(404).body("code", equalTo("TOKEN_UNKNOWN"));
        admin.delete(owner, path(own) + "/nonsense").statusCode(404);
        admin.post(admin.person(mine, "editor").token(), path(own), Map.of()).statusCode(403);
        admin.post(owner, path(own), Map.of("label", "x", "scope", "y"))
                .statusCode(400)
                .body("detail", containsString("scope:"));
        assertThatThrownBy(() -> clients.judge(new OauthGrant("\0", null))).isInstanceOf(Refused.class);
    }
}
