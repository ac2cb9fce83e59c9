package dev.rollcall.membership.deprovisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.membership.Stage;
import dev.rollcall.membership.admin.AdminFixture;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The mass de-provisioning guard (R-NOT-2, PP-22): what it holds, and what an owner makes of it. */
@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
class HeldDeprovisioningIT {
    private static final String DEACTIVATE =
            "{\"steps\":[{\"op\":\"replace\",\"value\":{\"active\":false}}],\"mode\":\"COMPAT\"}";
    private static final String ACTIVATE =
            "{\"steps\":[{\"op\":\"replace\",\"value\":{\"active\":true}}],\"mode\":\"COMPAT\"}";

    @Inject
    AdminFixture admin;

    private final Stage stage = new Stage();

    @Test
    void theEleventhOfTwelveIsHeldAndChangesNothing() {
        // given
        List<UUID> users = users(12);
        users.subList(0, 10).forEach(user -> deactivate(user).then().statusCode(200));
        List<String> events = stage.events();

        // when
        Response held = deactivate(users.get(10));

        // then
        held.then()
                .statusCode(503)
                .body("code", equalTo("DEPROVISIONING_HELD"))
                .body("detail", containsString("11 of 12"));
        stage.read(users.get(10)).then().body("[0].resource.active", equalTo(true));
        assertThat(stage.events())
                .as("events but the conflict's")
                .containsExactlyElementsOf(plus(events, "ConflictOpened"));
        stage.delete("/users/" + users.get(10)).then().statusCode(503);
        list().body("heldDeprovisionings", hasSize(1))
                .body("heldDeprovisionings[0].kind", equalTo("DELETE"))
                .body("heldDeprovisionings[0].count", equalTo(2));
    }

    @Test
    void inAnOrganizationOfManyAFifthMayLeave() {
        // given
        List<UUID> users = users(60);

        // when
        long gone = users.stream()
                .filter(user -> deactivate(user).statusCode() == 200)
                .count();

        // then
        assertThat(gone).isEqualTo(12);
        assertThat(stage.count("select count(*) from held_deprovisioning where connection_id = ?", stage.connectionId))
                .isEqualTo(48);
        assertThat(stage.count(
                        "select count(*) from conflict where organization_id = ? and type = 'MASS_DEPROVISION'",
                        stage.organizationId))
                .isEqualTo(1);
    }

    @Test
    void aReleaseCarriesOutWhatIsHeldAndLetsTheNextOnesPass() {
        // given
        List<UUID> users = users(14);
        users.subList(0, 10).forEach(user -> deactivate(user).then().statusCode(200));
        deactivate(users.get(10)).then().statusCode(503);
        stage.delete("/users/" + users.get(11)).then().statusCode(503);

        // when
        ValidatableResponse released = admin.post(admin.platform(), path() + "/release", Map.of());

        // then
        released.statusCode(200)
                .body("released", equalTo(2))
                .body("refused", equalTo(0))
                .body("remaining", equalTo(0));
        stage.read(users.get(10)).then().body("[0].resource.active", equalTo(false));
        stage.read(users.get(11)).then().body("[0]", equalTo(null));
        deactivate(users.get(12)).then().statusCode(200);
        list().body("heldDeprovisionings", hasSize(0));
        assertThat(stage.events()).contains("ConflictResolved");
    }

    @Test
    void discardingForgetsWhatIsHeldAndTheGuardGoesOn() {
        // given
        List<UUID> users = users(12);
        users.subList(0, 10).forEach(user -> deactivate(user).then().statusCode(200));
        deactivate(users.get(10)).then().statusCode(503);

        // when
        admin.delete(admin.platform(), path()).statusCode(200).body("discarded", equalTo(1));

        // then
        stage.read(users.get(10)).then().body("[0].resource.active", equalTo(true));
        deactivate(users.get(11)).then().statusCode(503);
    }

    @Test
    void askedForAgainAfterAnHourItIsDone() {
        // given
        List<UUID> users = users(12);
        users.subList(0, 10).forEach(user -> deactivate(user).then().statusCode(200));
        deactivate(users.get(10)).then().statusCode(503);
        Stage.sql(
                "update held_deprovisioning set first_asked_at = first_asked_at - interval '1 hour' where connection_id = ?",
                stage.connectionId);

        // when
        Response again = deactivate(users.get(10));

        // then
        again.then().statusCode(200);
        list().body("heldDeprovisionings", hasSize(0));
        deactivate(users.get(11)).then().statusCode(503);
    }

    @Test
    void anIdentityProviderThatThinksBetterOfItTakesItOutOfTheList() {
        // given
        List<UUID> users = users(12);
        users.subList(0, 10).forEach(user -> deactivate(user).then().statusCode(200));
        deactivate(users.get(10)).then().statusCode(503);

        // when
        stage.patch("/users/" + users.get(10), ACTIVATE).then().statusCode(200);

        // then
        list().body("heldDeprovisionings", hasSize(0));
    }

    @Test
    void thoseWhoLeftMoreThanAnHourAgoNoLongerCount() {
        // given
        List<UUID> users = users(12);
        users.subList(0, 10).forEach(user -> deactivate(user).then().statusCode(200));
        Stage.sql(
                "update departure set minutes = array(select m - interval '61 minutes' from unnest(minutes) m)"
                        + " where connection_id = ?",
                stage.connectionId);

        // when
        Response eleventh = deactivate(users.get(10));

        // then
        eleventh.then().statusCode(200);
        assertThat(stage.count(
                        "select cardinality(minutes) from departure where connection_id = ?", stage.connectionId))
                .as("minutes that are kept")
                .isLessThanOrEqualTo(2);
    }

    /** Nobody is linked either: it is one request. */
    @Test
    void aPostThatWouldLinkAndDeactivateAMemberIsHeldAndReleased() {
        // given
        policy("LINK_ON_MATCH");
        users(10).forEach(user -> deactivate(user).then().statusCode(200));
        UUID member = stage.member(stage.mail("lin"), "member", "JIT");
        stage.user(stage.mail("stays"));
        String body = inactive("lin");

        // when
        stage.create(body).then().statusCode(503).body("code", equalTo("DEPROVISIONING_HELD"));

        // then
        assertThat(Stage.strings("select managed_by || ' ' || status from member where id = ?", member))
                .containsExactly("NONE ACTIVE");
        list().body("heldDeprovisionings", hasSize(1))
                .body("heldDeprovisionings[0].userId", equalTo(member.toString()))
                .body("heldDeprovisionings[0].userName", equalTo(stage.mail("lin")))
                .body("heldDeprovisionings[0].kind", equalTo("DEACTIVATE"));
        admin.post(admin.platform(), path() + "/release", Map.of())
                .statusCode(200)
                .body("released", equalTo(1))
                .body("refused", equalTo(0));
        assertThat(Stage.strings("select managed_by || ' ' || status from member where id = ?", member))
                .containsExactly("SCIM INACTIVE");
        stage.create(body).then().statusCode(200).body("[0].id", equalTo(member.toString()));
    }

    @Test
    void aHeldPostAskedForAgainAfterAnHourLinksAndDeactivates() {
        // given
        policy("LINK_ON_MATCH");
        users(10).forEach(user -> deactivate(user).then().statusCode(200));
        UUID member = stage.member(stage.mail("lin"), "member", "JIT");
        stage.create(inactive("lin")).then().statusCode(503);
        stage.create(inactive("lin")).then().statusCode(503);
        list().body("heldDeprovisionings[0].count", equalTo(2));

        // when
        Stage.sql(
                "update held_deprovisioning set first_asked_at = first_asked_at - interval '1 hour' where connection_id = ?",
                stage.connectionId);

        // then
        stage.create(inactive("lin"))
                .then()
                .statusCode(200)
                .body("[0].id", equalTo(member.toString()))
                .body("[0].resource.active", equalTo(false));
        list().body("heldDeprovisionings", hasSize(0));
    }

    /** R-ORG-11: the first push to somebody whom an owner adopted. */
    @Test
    void aPostThatDeactivatesAnAdoptedPersonIsHeldToo() {
        // given
        users(10).forEach(user -> deactivate(user).then().statusCode(200));
        UUID member = stage.member(stage.mail("ada"), "member", "INVITE");
        policy("LINK_ON_MATCH");
        stage.patch(
                        "/users/" + member,
                        "{\"steps\":[{\"op\":\"add\",\"path\":\"title\",\"value\":\"Cook\"}],\"mode\":\"COMPAT\"}")
                .then()
                .statusCode(200);
        Stage.sql("update scim_user set version = 0 where id = ?", member);

        // when
        stage.create(inactive("ada")).then().statusCode(503);

        // then
        list().body("heldDeprovisionings", hasSize(1));
        admin.post(admin.platform(), path() + "/release", Map.of()).body("released", equalTo(1));
        stage.read(member).then().body("[0].resource.active", equalTo(false));
    }

    private void policy(String adoption) {
        Stage.sql("update connection set adoption_policy = ? where id = ?", adoption, stage.connectionId);
    }

    private String inactive(String local) {
        return "{\"resource\":{\"userName\":\"%s\",\"active\":false}}".formatted(stage.mail(local));
    }

    @Test
    void anOwnerCanSwitchItOff() {
        // given
        admin.patch(admin.platform(), "/v2/connections/" + stage.connectionId, Map.of("deprovisioningPercent", 0))
                .statusCode(200)
                .body("deprovisioningPercent", equalTo(0));

        // when
        long gone = users(12).stream()
                .filter(user -> deactivate(user).statusCode() == 200)
                .count();

        // then
        assertThat(gone).isEqualTo(12);
    }

    @Test
    void anotherConnectionsOwnerSeesNothingOfIt() {
        String stranger = admin.person(admin.organization(), "owner").token();

        admin.get(stranger, path()).statusCode(404).body("code", equalTo("CONNECTION_UNKNOWN"));
        admin.post(stranger, path() + "/release", Map.of()).statusCode(404);
        admin.delete(stranger, path()).statusCode(404);
    }

    private List<UUID> users(int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> stage.user(stage.mail("p" + n)))
                .toList();
    }

    private Response deactivate(UUID user) {
        return stage.patch("/users/" + user, DEACTIVATE);
    }

    private ValidatableResponse list() {
        return admin.get(admin.platform(), path()).statusCode(200);
    }

    private String path() {
        return "/v2/connections/" + stage.connectionId + "/held-deprovisionings";
    }

    private static List<String> plus(List<String> events, String last) {
        return java.util.stream.Stream.concat(events.stream(), java.util.stream.Stream.of(last))
                .toList();
    }
}
