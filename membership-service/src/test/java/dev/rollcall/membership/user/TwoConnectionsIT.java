package dev.rollcall.membership.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.membership.Stage;
import dev.rollcall.membership.admin.AdminFixture;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** R-SCIM-40, R-ORG-11: an organization that moves from one IdP to another, and the old one goes on pushing. */
@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
class TwoConnectionsIT {
    @Inject
    AdminFixture admin;

    private final Stage stage = new Stage();

    @Test
    void theOldConnectionHasNoSayOverWhomTheNewOneManages() {
        // given
        UUID ann = stage.user(stage.mail("ann"));
        stage.post(
                        "/groups",
                        "{\"resource\":{\"displayName\":\"%s:dev\",\"members\":[{\"value\":\"%s\"}]}}"
                                .formatted(stage.name, ann))
                .then()
                .statusCode(200);
        String member = Stage.strings("select id from member where organization_id = ?", stage.organizationId)
                .getFirst();
        String second = second();
        String people = "/v2/orgs/" + stage.name + "/members/" + member;
        admin.post(admin.platform(), people + "/release", Map.of()).statusCode(200);
        admin.post(admin.platform(), people + "/adopt", Map.of("connection", second))
                .statusCode(200);
        stage.createTogether("{\"connection\":\"%s\",\"resource\":{\"userName\":\"%s\"}}"
                        .formatted(second, stage.mail("ann")))
                .then()
                .statusCode(200);

        // when
        stage.patch(
                        "/users/" + ann,
                        "{\"mode\":\"COMPAT\",\"steps\":[{\"op\":\"replace\",\"value\":{\"active\":false}}]}")
                .then()
                .statusCode(403)
                .body("code", equalTo("MEMBER_UNMANAGED"));
        stage.delete("/users/" + ann).then().statusCode(403).body("code", equalTo("MEMBER_UNMANAGED"));

        // then
        assertThat(Stage.strings(
                        "select status || managed_by || connection_id from member where organization_id = ?",
                        stage.organizationId))
                .isEqualTo(List.of("ACTIVESCIM" + second));
    }

    /** Groups are a connection's own, even where two connections know a person by the same id. */
    @Test
    void aUserShowsTheGroupsOfTheAskingConnectionOnly() {
        UUID bob = stage.member(stage.mail("bob"), "member", "INVITE");
        String people = "/v2/orgs/" + stage.name + "/members/" + bob;
        admin.post(admin.platform(), people + "/adopt", Map.of("connection", stage.connectionId.toString()))
                .statusCode(200);
        stage.create("{\"resource\":{\"userName\":\"%s\"}}".formatted(stage.mail("bob")))
                .then()
                .statusCode(200)
                .body("[0].id", equalTo(bob.toString()));
        stage.post(
                        "/groups",
                        "{\"resource\":{\"displayName\":\"%s:dev\",\"members\":[{\"value\":\"%s\"}]}}"
                                .formatted(stage.name, bob))
                .then()
                .statusCode(200);
        String second = second();
        admin.post(admin.platform(), people + "/release", Map.of()).statusCode(200);
        admin.post(admin.platform(), people + "/adopt", Map.of("connection", second))
                .statusCode(200);
        stage.createTogether("{\"connection\":\"%s\",\"resource\":{\"userName\":\"%s\"}}"
                        .formatted(second, stage.mail("bob")))
                .then()
                .statusCode(200)
                .body("[0].id", equalTo(bob.toString()));

        stage.read("{\"connection\":\"%s\",\"id\":\"%s\",\"groups\":true}".formatted(second, bob))
                .then()
                .body("[0].groups", hasSize(0));
        stage.read("{\"connection\":\"%s\",\"id\":\"%s\",\"groups\":true}".formatted(stage.connectionId, bob))
                .then()
                .body("[0].groups", hasSize(1));
    }

    private String second() {
        return admin.post(
                        admin.platform(),
                        "/v2/connections",
                        Map.of(
                                "name",
                                "second",
                                "protocol",
                                "SAML",
                                "organization",
                                stage.name,
                                "domains",
                                List.of(stage.domain),
                                "scimEnabled",
                                true))
                .statusCode(201)
                .extract()
                .path("id");
    }
}
