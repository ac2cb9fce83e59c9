package dev.rollcall.membership.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.rollcall.contract.provisioning.ScimToken;
import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.membership.Stage;
import dev.rollcall.membership.admin.AdminFixture;
import dev.rollcall.membership.admin.AdminFixture.House;
import dev.rollcall.membership.admin.AdminFixture.Person;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** R-SDIS-5: a connection that is taken away leaves its people as they are. */
@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
class ConnectionRemovalIT {
    @Inject
    AdminFixture admin;

    private final Stage stage = new Stage();

    @Test
    void membersStayWithRoleAndTeamsAndNobodyManagesThem() {
        // given
        UUID ann = stage.user(stage.mail("ann"));
        stage.post(
                        "/groups",
                        "{\"resource\":{\"displayName\":\"%s:dev\",\"members\":[{\"value\":\"%s\"}]}}"
                                .formatted(stage.name, ann))
                .then()
                .statusCode(200);
        String token = admin.post(admin.platform(), path() + "/scim-tokens", Map.of("label", "idp"))
                .statusCode(201)
                .extract()
                .path("token");

        // when
        admin.delete(admin.platform(), path()).statusCode(200).body("membersReleased", equalTo(1));

        // then
        assertThat(Stage.strings(
                        "select m.status || ' ' || m.origin || ' ' || m.managed_by || ' ' || t.name || ' ' || tm.source from member m"
                                + " join team_member tm on tm.member_id = m.id join team t on t.id = tm.team_id"
                                + " where m.organization_id = ?",
                        stage.organizationId))
                .containsExactly("ACTIVE SCIM NONE dev MANUAL");
        admin.get(admin.platform(), path()).statusCode(404);
        stage.authenticate(ScimToken.parse(token).orElseThrow())
                .then()
                .statusCode(401)
                .body("code", equalTo("TOKEN_INVALID"));
        stage.read(ann).then().body("[0]", equalTo(null));
        assertThat(admin.bodies(stage.organizationId, "SsoConnectionDeleted"))
                .singleElement()
                .asString()
                .contains("\"membersReleased\":1");
        admin.delete(admin.platform(), path()).statusCode(404);
    }

    /** R-SSO-15: what they hold is void from then on; nobody else's is. */
    @Test
    void whoSignedInThroughItIsOut() {
        House house = new House(stage.name, stage.organizationId);
        Person came = admin.person(house, "owner");
        Person other = admin.person(house, "member");
        admin.change(
                "insert into sign_in_identity (connection_id, issuer, subject, account_id, linked_at) values (?, ?, ?, ?, now())",
                stage.connectionId,
                "https://idp.example",
                "came",
                came.accountId());

        admin.delete(admin.platform(), path()).statusCode(200);

        assertThat(epoch(came)).isEqualTo(2);
        assertThat(epoch(other)).isEqualTo(1);
        assertThat(admin.bodies(stage.organizationId, "UserUpdated"))
                .singleElement()
                .asString()
                .contains(
                        "CONNECTION_DELETED",
                        "\"sessionEpoch\":2",
                        came.memberId().toString());
        admin.get(came.token(), "/v2/orgs/" + stage.name + "/members").statusCode(401);
    }

    private long epoch(Person person) {
        return admin.number(
                "select session_epoch from member where organization_id = ? and id = ?",
                stage.organizationId,
                person.memberId());
    }

    @Test
    void nobodyButItsOwnersTakesItAway() {
        admin.delete(admin.person(admin.organization(), "owner").token(), path())
                .statusCode(404);
        admin.get(admin.platform(), path()).statusCode(200);
    }

    private String path() {
        return "/v2/connections/" + stage.connectionId;
    }
}
