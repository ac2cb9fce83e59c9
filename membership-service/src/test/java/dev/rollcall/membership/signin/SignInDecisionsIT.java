package dev.rollcall.membership.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.membership.Stage;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** R-JIT-1 to R-JIT-18 on the real tables: what each row of the decision table leaves behind; rows 3, 6, 10 and 12: {@link InvitedIT}. */
@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
class SignInDecisionsIT {
    private final Stage stage = new Stage();
    private final Door door = new Door(stage);

    private void jitOff() {
        Stage.sql("update connection set jit_enabled = false where id = ?", stage.connectionId);
    }

    private List<String> member(String email) {
        return Stage.strings("""
                select concat_ws(' ', m.role, m.role_source, m.status, m.origin, m.managed_by, m.version)
                  from member m join account a on a.id = m.account_id where m.organization_id = ? and a.email_key = ?
                """, stage.organizationId, email);
    }

    private List<String> teams(String email) {
        return Stage.strings("""
                select t.name || '/' || tm.source from member m join account a on a.id = m.account_id
                  join team_member tm on tm.member_id = m.id join team t on t.id = tm.team_id
                 where m.organization_id = ? and a.email_key = ? order by 1
                """, stage.organizationId, email);
    }

    private String fullName(String email) {
        return Stage.strings("select full_name from account where email_key = ?", email)
                .getFirst();
    }

    private UUID team(String name) {
        UUID id = UUID.randomUUID();
        Stage.sql(
                "insert into team (organization_id, id, name, name_key, created_at) values (?, ?, ?, ?, now())",
                stage.organizationId,
                id,
                name,
                name.toLowerCase());
        return id;
    }

    /** Row 8, R-JIT-7, R-JIT-10. */
    @Test
    void somebodyNewGetsAnAccountAndAMembershipInTheDefaultTeam() {
        String ann = stage.mail("ann");
        Stage.sql("update connection set default_team_id = ? where id = ?", team("Everyone"), stage.connectionId);

        String member = door.signIn(stage.mail("ANN"), "givenName", "Ann", "familyName", "Lee")
                .body("outcome", equalTo("GRANTED"))
                .body("row", equalTo("NEW_DEFAULT"))
                .body("grants", hasSize(1))
                .body("grants[0].organization", equalTo(stage.name))
                .body("grants[0].role", equalTo("member"))
                .body("grants[0].sessionEpoch", equalTo(1))
                .body("effects.kind", contains("ACCOUNT_CREATED", "JOINED", "TEAM_ADDED"))
                .extract()
                .path("grants[0].memberId");

        assertThat(member(ann)).containsExactly("member DEFAULT ACTIVE JIT NONE 1");
        assertThat(teams(ann)).containsExactly("Everyone/DEFAULT");
        assertThat(fullName(ann)).isEqualTo("Ann Lee");
        assertThat(stage.events()).containsExactly("UserProvisioned", "MemberTeamAdded");
        assertThat(Door.told(stage)).containsExactly("SignInSucceeded");
        assertThat(Stage.strings(
                        "select provenance ->> 'connection' from member where id = ?", UUID.fromString(member)))
                .containsExactly(stage.connectionId.toString());
    }

    /** R-JIT-7: the local part, else the name, else digits. */
    @Test
    void aTakenUsernameIsAvoidedByTheNameAndThenByDigits() {
        Stage other = new Stage();
        String local = "kim" + stage.organizationId.toString().substring(0, 8);
        new Door(other).signIn(other.mail(local)).body("userName", equalTo(local));

        door.signIn(stage.mail(local), "fullName", local + " Q").body("userName", equalTo(local + "q"));
        Stage third = new Stage();
        new Door(third)
                .signIn(third.mail(local))
                .body("userName", startsWith(local))
                .body("userName.length()", equalTo(local.length() + 6));
    }

    /** Row 7, R-GRP-2, R-ROLE-9, R-TEAM-5. */
    @Test
    void groupsAndRolePlaceSomebodyNew() {
        String bob = stage.mail("bob");
        team("Core");

        door.signIn(bob, "role", "Editor", "groups", List.of(stage.name + ":core", stage.name + ":web"))
                .body("row", equalTo("NEW_AS_MAPPED"))
                .body("grants[0].role", equalTo("editor"))
                .body("effects.kind", hasItem("TEAM_CREATED"));

        assertThat(member(bob)).containsExactly("editor JIT ACTIVE JIT NONE 1");
        assertThat(teams(bob)).containsExactly("Core/JIT_GROUP", "web/JIT_GROUP");
        assertThat(stage.events()).contains("TeamCreated");
    }

    /** Rows 5 and 4: the account stays what it was, but for the name. */
    @Test
    void anAccountThatIsNoMemberJoins() {
        String cat = stage.mail("cat");
        UUID member = stage.member(cat, "owner", "INVITE");
        String account = Stage.strings("select account_id from member where id = ?", member)
                .getFirst();
        Stage.sql("delete from member where id = ?", member);

        door.signIn(cat, "fullName", "Cat")
                .body("row", equalTo("JOINS_DEFAULT"))
                .body("accountId", equalTo(account));
        Stage.sql("delete from member where organization_id = ?", stage.organizationId);
        door.signIn(cat, "groups", List.of(stage.name + ":core")).body("row", equalTo("JOINS_AS_MAPPED"));

        assertThat(member(cat)).containsExactly("member DEFAULT ACTIVE JIT NONE 1");
        assertThat(fullName(cat)).isEqualTo("Cat");
        assertThat(stage.count("select count(*) from account where email_key = ?", cat))
                .isEqualTo(1);
    }

    /** Rows 1 and 2, R-JIT-8, R-JIT-12, R-JIT-10. */
    @Test
    void aMembersNameAndTeamsFollowAndNothingElse() {
        String dan = stage.mail("dan");
        stage.member(dan, "editor", "INVITE");

        door.signIn(dan, "fullName", "Dan", "role", "owner", "team", "web")
                .body("row", equalTo("MEMBER"))
                .body("effects.kind", contains("NAME_CHANGED"));
        door.signIn(dan, "groups", List.of(stage.name + ":core")).body("row", equalTo("MEMBER_WITH_GROUPS"));
        door.signIn(dan, "groups", List.of(stage.name + ":core")).body("effects", empty());
        door.signIn(dan, "groups", List.of(stage.name + ":web"));

        assertThat(member(dan)).containsExactly("editor MANUAL ACTIVE INVITE NONE 3");
        assertThat(teams(dan)).containsExactly("core/JIT_GROUP", "web/JIT_GROUP");
        assertThat(fullName(dan)).isEqualTo("Dan");
        assertThat(stage.events())
                .containsExactly("UserUpdated", "TeamCreated", "MemberTeamAdded", "TeamCreated", "MemberTeamAdded");
        assertThat(Stage.strings(
                        "select provenance #>> '{attributes,name,by}' from member where organization_id = ?",
                        stage.organizationId))
                .containsExactly("jit:" + stage.connectionId);
    }

    /** R-JIT-17: a further organization of the connection, by a group. */
    @Test
    void aMemberJoinsAFurtherOrganizationOfTheConnection() {
        Stage other = new Stage();
        Stage.sql(
                "insert into connection_organization (connection_id, organization_id) values (?, ?)",
                stage.connectionId,
                other.organizationId);
        String eve = stage.mail("eve");
        stage.member(eve, "member", "INVITE");

        door.signIn(eve, "groups", List.of(other.name.toUpperCase() + ":core", "globex:core"))
                .body("row", equalTo("MEMBER_WITH_GROUPS"))
                .body("grants", hasSize(2))
                .body("notes.code", contains("GROUPS_OF_UNKNOWN_ORGANIZATION"));

        assertThat(other.events()).containsExactly("TeamCreated", "UserProvisioned", "MemberTeamAdded");
    }

    /** Row 9, R-GRP-16, R-JIT-15. */
    @Test
    void withJitOffAMemberComesInAndGetsAName() {
        String fay = stage.mail("fay");
        stage.user(fay);
        jitOff();

        door.signIn(fay, "fullName", "Fay", "groups", List.of(stage.name + ":core"))
                .body("row", equalTo("MEMBER_JIT_OFF"));
        assertThat(fullName(fay)).isEqualTo("Fay");
        assertThat(teams(fay)).isEmpty();

        Stage.sql("update connection set name_authority = 'SCIM' where id = ?", stage.connectionId);
        door.signIn(fay, "fullName", "Fay Q").body("effects", empty());
        assertThat(fullName(fay)).isEqualTo("Fay");
    }

    /** Rows 11 and 13, R-JIT-13, R-JIT-14, R-NEG-81. */
    @Test
    void withJitOffNobodyElseComesInAndNothingIsMade() {
        String gus = stage.mail("gus");
        UUID member = stage.member(gus, "member", "INVITE");
        Stage.sql("delete from member where id = ?", member);
        jitOff();

        door.signIn(gus)
                .body("outcome", equalTo("DENIED"))
                .body("row", equalTo("STRANGER_JIT_OFF"))
                .body("refusal", equalTo("JIT_DISABLED"))
                .body("title", equalTo("Access denied"))
                .body("detail", containsString("TraceID: " + Door.TRACE));
        door.signIn(stage.mail("nobody")).body("row", equalTo("NEW_JIT_OFF"));

        assertThat(stage.count("select count(*) from account where email_key = ?", stage.mail("nobody")))
                .isZero();
        assertThat(member(gus)).isEmpty();
        assertThat(Door.told(stage)).containsExactly("SignInDenied", "SignInDenied");
        assertThat(Door.facts(stage))
                .allSatisfy(fact ->
                        assertThat(fact).contains("JIT_DISABLED", Door.TRACE).doesNotContain(stage.domain));
    }

    /** Row 14, R-JIT-16, R-NEG-82. */
    @Test
    void whomScimDeactivatedStaysOutThoughTheIdpVouchesForThem() {
        String hal = stage.mail("hal");
        UUID user = stage.user(hal);
        door.signIn(hal).body("outcome", equalTo("GRANTED"));
        stage.changeTogether(
                        stage.change("00-" + "a".repeat(32) + "-" + "b".repeat(16) + "-01", user, "active", "false"))
                .then()
                .statusCode(200);

        door.signIn(hal, "groups", List.of(stage.name + ":core"))
                .body("outcome", equalTo("DENIED"))
                .body("row", equalTo("DEACTIVATED"))
                .body("refusal", equalTo("USER_DEACTIVATED"))
                .body("detail", containsString("over SCIM on "));

        assertThat(member(hal)).containsExactly("member DEFAULT INACTIVE SCIM SCIM 2");
        assertThat(teams(hal)).isEmpty();
    }

    /** Row 14, R-JIT-16: a removal says no as well, until SCIM says yes again. */
    @Test
    void whomScimRemovedComesBackOnlyByScim() {
        String ida = stage.mail("ida");
        stage.delete("/users/" + stage.user(ida)).then().statusCode(204);

        door.signIn(ida).body("row", equalTo("DEACTIVATED")).body("detail", containsString("over SCIM on "));
        assertThat(member(ida)).isEmpty();
        stage.user(ida);
        door.signIn(ida).body("row", equalTo("MEMBER"));
    }

    /** R-JIT-16: nor do they come back into the default organization when it was another one that they were taken out of. */
    @Test
    void whomScimRemovedFromAnotherOrganizationStaysOut() {
        Stage whale = new Stage();
        Stage.sql("insert into connection_organization values (?, ?)", stage.connectionId, whale.organizationId);
        String jan = stage.mail("jan");
        String user = "{\"resource\":{\"userName\":\"" + jan
                + "\",\"urn:ietf:params:scim:schemas:extension:docker:2.0:User\":{\"dockerOrg\":\"" + whale.name
                + "\"}}}";
        String id = stage.create(user).then().statusCode(200).extract().path("[0].id");
        stage.delete("/users/" + id).then().statusCode(204);

        door.signIn(jan).body("row", equalTo("DEACTIVATED"));

        assertThat(member(jan)).isEmpty();
    }

    /** Row 15, R-SSO-9, R-NEG-74, R-NEG-76: an address of somebody else's domain names nobody. */
    @Test
    void anAddressOfAnotherDomainIsRefusedWhoeverHasIt() {
        Stage globex = new Stage();
        String boss = globex.mail("boss");
        globex.member(boss, "owner", "INVITE");

        door.signIn(boss)
                .body("row", equalTo("UNFIT"))
                .body("refusal", equalTo("DOMAIN_UNVERIFIED"))
                .body("detail", startsWith("Domain '" + globex.domain + "' is not verified"));
        door.signIn("not an address").body("refusal", equalTo("BAD_NAMEID"));
        Stage.sql("update domain set verified_at = null where name = ?", stage.domain);
        door.signIn(stage.mail("ivy")).body("refusal", equalTo("DOMAIN_UNVERIFIED"));

        assertThat(stage.count("select count(*) from account where email_key = ?", stage.mail("ivy")))
                .isZero();
    }

    /** Row 15, R-SCIM-29, R-NEG-87. */
    @Test
    void withoutASeatNothingIsHalfMade() {
        Stage small = new Stage(1, "EMAIL", "ORG_TEAM", "STRICT");
        Door smallDoor = new Door(small);
        smallDoor.signIn(small.mail("one")).body("outcome", equalTo("GRANTED"));

        smallDoor
                .signIn(small.mail("two"), "groups", List.of(small.name + ":core"))
                .body("row", equalTo("UNFIT"))
                .body("refusal", equalTo("NO_SEAT"))
                .body("detail", startsWith("Not enough seats in organization '" + small.name + "'"));

        assertThat(small.count("select count(*) from account where email_key = ?", small.mail("two")))
                .isZero();
        assertThat(small.count("select count(*) from team where organization_id = ?", small.organizationId))
                .isZero();
        assertThat(small.count("select seats_used from organization where id = ?", small.organizationId))
                .isEqualTo(1);
        smallDoor.signIn(small.mail("one")).body("outcome", equalTo("GRANTED"));
    }

    /** R-NEG-83, R-NEG-84: nobody becomes an owner by a group or by what is no role. */
    @Test
    void whatIsNotUnderstoodGrantsNothingAndIsTold() {
        String joe = stage.mail("joe");

        door.signIn(
                        joe,
                        "role",
                        "Owner ",
                        "groups",
                        List.of(stage.name + ":owners", ":x", "x:", "a:b:c", "globex:core"))
                .body("row", equalTo("NEW_DEFAULT"))
                .body("grants[0].role", equalTo("member"))
                .body("notes", hasSize(4));

        assertThat(member(joe)).containsExactly("member DEFAULT ACTIVE JIT NONE 1");
        assertThat(teams(joe)).isEmpty();
    }

    @Test
    void onlyTheGatewayMayAskAndOnlyInTheConnectionsProtocol() {
        Map<String, Object> body = Map.of(
                "connection",
                stage.connectionId,
                "connectionVersion",
                1,
                "flow",
                UUID.randomUUID(),
                "traceId",
                Door.TRACE,
                "person",
                Map.of("method", "OIDC", "email", stage.mail("kit")));

        Door.ask("scim-endpoint", body).then().statusCode(403);
        Door.ask("audit-service", body).then().statusCode(403);
        Door.ask("sso-gateway", body).then().statusCode(400).body("code", equalTo("VALUE_INVALID"));
        Door.ask("sso-gateway", Map.of("connection", stage.connectionId)).then().statusCode(400);
        assertThat(stage.count("select count(*) from account where email_key = ?", stage.mail("kit")))
                .isZero();
    }

    /** R-NEG-85: what is decided is decided for the connection that the proof was judged with. */
    @Test
    void aConnectionThatWasChangedOrSwitchedOffMeanwhileLetsNobodyIn() {
        Stage stage = new Stage();
        Door door = new Door(stage);
        Map<String, Object> kit = Door.person(stage.mail("kit"));
        Stage.sql("update connection set state = 'DISABLED', version = version + 1 where id = ?", stage.connectionId);
        door.ask(kit, false).then().statusCode(404).body("code", equalTo("CONNECTION_UNKNOWN"));
        door.ask(kit, true).then().statusCode(404);
        Stage.sql("update connection set state = 'TESTED' where id = ?", stage.connectionId);
        door.ask(kit, false).then().statusCode(404);
        door.ask(kit, true).then().statusCode(200);
        Stage.sql("update connection set state = 'ACTIVE' where id = ?", stage.connectionId);
        Map<String, Object> stale = Map.of(
                "connection",
                stage.connectionId,
                "connectionVersion",
                1,
                "flow",
                UUID.randomUUID(),
                "traceId",
                Door.TRACE,
                "person",
                kit);
        Door.ask("sso-gateway", stale).then().statusCode(404);
        assertThat(stage.count("select count(*) from account where email_key = ?", stage.mail("kit")))
                .isZero();
        door.signIn(stage.mail("kit"));
    }

    @Test
    void aConnectionThatIsGoneLetsNobodyIn() {
        Door.ask(
                        "sso-gateway",
                        Map.of(
                                "connection",
                                UUID.randomUUID(),
                                "flow",
                                UUID.randomUUID(),
                                "traceId",
                                Door.TRACE,
                                "person",
                                Door.person(stage.mail("lea")),
                                "dryRun",
                                false))
                .then()
                .statusCode(404)
                .body("code", equalTo("CONNECTION_UNKNOWN"));
    }
}
