package dev.rollcall.membership.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.membership.Stage;
import dev.rollcall.membership.admin.AdminFixture;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Role, organization and team by attribute (R-ROLE-1 to R-ROLE-13), on a connection of two organizations with a default team. */
@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
class AttributesIT {
    private static final String DOCKER = "urn:ietf:params:scim:schemas:extension:docker:2.0:User";

    @Inject
    AdminFixture admin;

    private final Stage stage = new Stage();
    private final Stage second = new Stage();

    @BeforeEach
    void twoOrganizationsAndADefaultTeam() {
        Stage.sql(
                "insert into connection_organization (connection_id, organization_id) values (?, ?)",
                stage.connectionId,
                second.organizationId);
        admin.patch(admin.platform(), "/v2/connections/" + stage.connectionId, Map.of("defaultTeam", "everyone"))
                .statusCode(200);
    }

    /** R-ROLE-3, R-ROLE-6: nothing said is the default organization, its default team and the role member. */
    @Test
    void withoutAttributesTheConnectionsDefaultsHold() {
        stage.user(stage.mail("ann"));

        assertThat(roles(stage)).containsExactly("member");
        assertThat(teams(stage)).containsExactly("everyone");
    }

    /** R-ROLE-3, R-ROLE-4, R-ROLE-9, R-ROLE-10, R-ROLE-16: as sent, whatever the letter case; and a later push may change it. */
    @Test
    void theRoleIsWhatTheIdentityProviderSaysLast() {
        UUID bob = create("bob", "\"dockerRole\":\"Editor\"");
        assertThat(roles(stage)).containsExactly("editor");

        change(bob, "\"dockerRole\":\"owner\"").then().statusCode(200);
        assertThat(roles(stage)).containsExactly("owner");

        assertThat(stage.events()).contains("MemberRoleChanged");
    }

    /** R-ROLE-4: what is none never grants anything. */
    @Test
    void anUnknownRoleIsRefused() {
        created("cat", "\"dockerRole\":\"admin\"")
                .then()
                .statusCode(400)
                .body("code", equalTo("ROLE_UNKNOWN"))
                .body("detail", containsString("member, editor or owner"));
        assertThat(roles(stage)).isEmpty();
    }

    /** R-ROLE-5: another organization than the default, and then not its default team either. */
    @Test
    void anOrganizationAloneMeansNoTeam() {
        create("dan", "\"dockerOrg\":\"" + second.name.toUpperCase(java.util.Locale.ROOT) + "\"");

        assertThat(roles(stage)).isEmpty();
        assertThat(roles(second)).containsExactly("member");
        assertThat(teams(second)).isEmpty();
    }

    /** R-ROLE-5: the same for the default organization when it is named. */
    @Test
    void theDefaultOrganizationByNameMeansNoTeam() {
        create("dot", "\"dockerOrg\":\"" + stage.name + "\"");

        assertThat(roles(stage)).containsExactly("member");
        assertThat(teams(stage)).isEmpty();
    }

    /** R-ROLE-6, R-ROLE-7: instead of the default team; made when it does not exist. */
    @Test
    void aTeamAloneTakesThePlaceOfTheDefaultTeam() {
        create("eva", "\"dockerTeam\":\"cooks\"");

        assertThat(teams(stage)).containsExactly("cooks");
    }

    /** R-ROLE-6. */
    @Test
    void bothMeanThatTeamInThatOrganization() {
        create("fay", "\"dockerOrg\":\"" + second.name + "\",\"dockerTeam\":\"cooks\"");

        assertThat(roles(stage)).isEmpty();
        assertThat(teams(second)).containsExactly("cooks");
    }

    /** R-ROLE-6: also for somebody who is there already. */
    @Test
    void anOrganizationAndTeamThatComeLaterAddTheMembershipWithItsTeam() {
        UUID gus = create("gus", "");

        change(gus, "\"dockerOrg\":\"" + second.name + "\",\"dockerTeam\":\"cooks\"")
                .then()
                .statusCode(200);

        assertThat(roles(second)).containsExactly("member");
        assertThat(teams(second)).containsExactly("cooks");
    }

    /** R-ROLE-8: one text for what is unknown and for what is another's. */
    @Test
    void anOrganizationThatIsNotConnectedIsRefused() {
        Stage foreign = new Stage();

        String unknown = refusal("hal", "no-such-organization");
        String others = refusal("hal", foreign.name);

        assertThat(others.replace(foreign.name, "X")).isEqualTo(unknown.replace("no-such-organization", "X"));
        assertThat(roles(foreign)).isEmpty();
        assertThat(roles(stage)).isEmpty();
    }

    /** R-ROLE-12: one does not take the other's place. */
    @Test
    void teamsByAttributeAndByGroupAddUp() {
        UUID ida = create("ida", "\"dockerTeam\":\"cooks\"");
        stage.post(
                        "/groups",
                        "{\"resource\":{\"displayName\":\"%s:waiters\",\"members\":[{\"value\":\"%s\"}]}}"
                                .formatted(stage.name, ida))
                .then()
                .statusCode(200);
        assertThat(teams(stage)).containsExactly("cooks", "waiters");

        change(ida, "\"dockerTeam\":\"bakers\"").then().statusCode(200);

        assertThat(teams(stage)).containsExactly("bakers", "waiters");
    }

    /** R-ROLE-9, R-ROLE-13: the connection's default role is the first role of whoever comes without one, whatever way they come. */
    @Test
    void whoComesWithoutARoleGetsTheConnectionsDefaultRole() {
        // given
        admin.patch(admin.platform(), "/v2/connections/" + stage.connectionId, Map.of("defaultRole", "Editor"))
                .statusCode(200)
                .body("defaultRole", equalTo("editor"));

        // when
        UUID kim = create("kim", "");
        create("jan", "\"dockerRole\":\"member\"");
        create("tim", "\"dockerTeam\":\"cooks\"");
        stage.post(
                        "/groups",
                        "{\"resource\":{\"displayName\":\"%s:waiters\",\"members\":[{\"value\":\"%s\"}]}}"
                                .formatted(second.name, kim))
                .then()
                .statusCode(200);

        // then
        assertThat(Stage.strings(
                        "select role || ' ' || role_source from member where organization_id = ? order by joined_at",
                        stage.organizationId))
                .containsExactly("editor DEFAULT", "member SCIM", "editor DEFAULT");
        assertThat(roles(second)).containsExactly("editor");
    }

    /** R-ROLE-13: which source gave the first role is kept. */
    @Test
    void theSourceOfTheFirstRoleIsKept() {
        create("jan", "\"dockerRole\":\"editor\"");
        create("kim", "");

        assertThat(Stage.strings(
                        "select role || ' ' || role_source from member where organization_id = ? order by 1",
                        stage.organizationId))
                .containsExactly("editor SCIM", "member DEFAULT");
    }

    /** R-SCIM-23, R-SCIM-24: whoever has an account keeps it, and joins the default team. */
    @Test
    void anExistingAccountJoinsTheDefaultTeamAndKeepsItsName() {
        second.member(stage.mail("lia"), "member", "INVITE");
        String name = Stage.strings("select user_name from account where email_key = ?", stage.mail("lia"))
                .getFirst();

        stage.user(stage.mail("lia"));

        assertThat(teams(stage)).containsExactly("everyone");
        assertThat(Stage.strings(
                        "select a.user_name from member m join account a on a.id = m.account_id where m.organization_id = ?",
                        stage.organizationId))
                .containsExactly(name);
    }

    /** R-SCIM-23: only where an owner says so is there a team called company. */
    @Test
    void theCompanyTeamIsADefaultTeamWhenAnOwnerWantsIt() {
        admin.patch(admin.platform(), "/v2/connections/" + stage.connectionId, Map.of("defaultTeam", "company"))
                .statusCode(200);
        admin.patch(admin.platform(), "/v2/connections/" + stage.connectionId, Map.of("defaultTeam", "owners"))
                .statusCode(400);

        stage.user(stage.mail("mia"));

        assertThat(teams(stage)).containsExactly("company");
        created("max", "\"dockerTeam\":\"company\"").then().statusCode(400).body("code", equalTo("TEAM_RESERVED"));
    }

    /** R-SCIM-35: other organizations and the account itself did not ask for it. */
    @Test
    void deactivationLeavesTheAccountAndForeignMembershipsAlone() {
        Stage foreign = new Stage();
        foreign.member(stage.mail("nia"), "owner", "INVITE");
        UUID nia = stage.user(stage.mail("nia"));

        stage.patch(
                        "/users/" + nia,
                        "{\"mode\":\"COMPAT\",\"steps\":[{\"op\":\"replace\",\"value\":{\"active\":false}}]}")
                .then()
                .statusCode(200);

        assertThat(Stage.strings("select status from member where organization_id = ?", stage.organizationId))
                .containsExactly("INACTIVE");
        assertThat(Stage.strings(
                        "select status || ' ' || role from member where organization_id = ?", foreign.organizationId))
                .containsExactly("ACTIVE owner");
    }

    private UUID create(String name, String attributes) {
        return UUID.fromString(
                created(name, attributes).then().statusCode(200).extract().path("[0].id"));
    }

    private Response created(String name, String attributes) {
        return stage.create(
                "{\"resource\":{\"userName\":\"%s\",\"%s\":{%s}}}".formatted(stage.mail(name), DOCKER, attributes));
    }

    private Response change(UUID user, String attributes) {
        return stage.patch(
                "/users/" + user,
                "{\"mode\":\"COMPAT\",\"steps\":[{\"op\":\"replace\",\"value\":{\"%s\":{%s}}}]}"
                        .formatted(DOCKER, attributes));
    }

    private String refusal(String name, String organization) {
        return created(name, "\"dockerOrg\":\"" + organization + "\"")
                .then()
                .statusCode(400)
                .body("code", equalTo("ORGANIZATION_NOT_CONNECTED"))
                .extract()
                .path("detail");
    }

    private static List<String> roles(Stage where) {
        return Stage.strings("select role from member where organization_id = ?", where.organizationId);
    }

    private static List<String> teams(Stage where) {
        return Stage.strings(
                "select t.name from team_member tm join team t on t.id = tm.team_id where t.organization_id = ? order by 1",
                where.organizationId);
    }
}
