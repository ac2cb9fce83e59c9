package dev.rollcall.membership.adoption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.membership.Stage;
import dev.rollcall.membership.admin.AdminFixture;
import dev.rollcall.membership.admin.AdminFixture.House;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
class AdoptionIT {
    @Inject
    AdminFixture admin;

    /** R-ORG-11, PP-1: the first two acceptance scenarios. */
    @Test
    void aMemberWhoseWriteWasRefusedIsAdoptedInPlaceAndTheSameWriteWorks() {
        Stage stage = new Stage();
        UUID member = stage.member(stage.mail("ann"), "editor", "JIT");
        String before = kept(member);
        String write = "{\"resource\":{\"userName\":\"%s\",\"active\":false}}".formatted(stage.mail("ann"));
        stage.put("/users/" + member, write).then().statusCode(403);
        stage.create(write).then().statusCode(409);

        adopt(stage, member, Map.of())
                .statusCode(200)
                .body("outcome", equalTo("ADOPTED"))
                .body("scimId", equalTo(member.toString()))
                .body("connectionId", equalTo(stage.connectionId.toString()));
        adopt(stage, member, Map.of()).statusCode(200).body("outcome", equalTo("ADOPTED"));

        assertThat(kept(member)).isEqualTo(before);
        assertThat(Stage.strings("select managed_by || status from member where id = ?", member))
                .containsExactly("SCIMACTIVE");
        assertThat(Stage.strings(
                        "select type || ' ' || state || ' ' || count from conflict where organization_id = ?",
                        stage.organizationId))
                .containsExactly("UNMANAGED_WRITE RESOLVED 2");
        stage.put("/users/" + member, write)
                .then()
                .statusCode(200)
                .body("id", equalTo(member.toString()))
                .body("resource.active", equalTo(false));
        assertThat(stage.events())
                .containsExactly("ConflictOpened", "ConflictResolved", "MemberAdopted", "UserDeactivated");
        assertThat(admin.bodies(stage.organizationId, "MemberAdopted"))
                .singleElement()
                .asString()
                .contains("\"type\":\"user\"")
                .contains("\"attr\":\"managedBy\"");
    }

    /** R-ORG-11: whichever way the IdP pushes next, it succeeds, and from then on the member is like any other. */
    @Test
    void theFirstPushAfterAnAdoptionMayBeACreate() {
        Stage stage = new Stage();
        UUID member = stage.member(stage.mail("bob"), "member", "INVITE");
        String create = "{\"resource\":{\"userName\":\"%s\",\"externalId\":\"b1\"}}".formatted(stage.mail("bob"));
        stage.create(create).then().statusCode(409);
        adopt(stage, member, Map.of()).body("outcome", equalTo("ADOPTED"));

        stage.create(create).then().statusCode(200).body("[0].id", equalTo(member.toString()));
        stage.create(create).then().statusCode(409).body("code", equalTo("USER_EXISTS"));
    }

    /** R-ORG-11, R-SCIM-27: a pending link decides under STRICT too. */
    @Test
    void aMemberNobodyPushedYetIsLinkedByTheNextPush() {
        Stage stage = new Stage();
        UUID byCreate = stage.member(stage.mail("cat"), "owner", "MANUAL");
        UUID byPatch = stage.member(stage.mail("dan"), "member", "INVITE");
        for (UUID member : List.of(byCreate, byPatch)) {
            adopt(stage, member, Map.of("connection", stage.connectionId))
                    .statusCode(200)
                    .body("outcome", equalTo("PENDING"))
                    .body("until", notNullValue());
        }
        assertThat(Stage.strings("select managed_by from member where id = ?", byCreate))
                .containsExactly("NONE");

        stage.delete("/users/" + byPatch).then().statusCode(403);
        stage.create("{\"resource\":{\"userName\":\"%s\"}}".formatted(stage.mail("CAT")))
                .then()
                .statusCode(200)
                .body("[0].id", equalTo(byCreate.toString()));
        stage.patch(
                        "/users/" + byPatch,
                        "{\"mode\":\"COMPAT\",\"steps\":[{\"op\":\"replace\",\"path\":\"name.givenName\",\"value\":\"Dan\"}]}")
                .then()
                .statusCode(200)
                .body("id", equalTo(byPatch.toString()));

        assertThat(Stage.strings(
                        "select role || managed_by from member where id in (?, ?) order by role", byCreate, byPatch))
                .containsExactly("memberSCIM", "ownerSCIM");
        assertThat(stage.count("select count(*) from pending_link where organization_id = ?", stage.organizationId))
                .isZero();
    }

    /** R-ORG-11: the explicit link is for people whom the IdP knows by another address. */
    @Test
    void aLinkToAnExternalIdTakesWhateverAddressTheIdpSends() {
        Stage stage = new Stage();
        UUID member = stage.member(stage.mail("eve"), "editor", "JIT");
        String account = Stage.strings("select account_id::text from member where id = ?", member)
                .getFirst();
        adopt(stage, member, Map.of("externalId", "e-1")).body("outcome", equalTo("PENDING"));

        stage.create("{\"resource\":{\"userName\":\"%s\",\"externalId\":\"e-2\"}}".formatted(stage.mail("eve")))
                .then()
                .statusCode(409);
        stage.create("{\"resource\":{\"userName\":\"%s\",\"externalId\":\"e-1\"}}".formatted(stage.mail("eve.upn")))
                .then()
                .statusCode(200)
                .body("[0].id", equalTo(member.toString()));

        assertThat(Stage.strings("select email_key from account where id = ?::uuid", account))
                .containsExactly(stage.mail("eve.upn"));
        assertThat(stage.count("select count(*) from member where organization_id = ?", stage.organizationId))
                .isEqualTo(1);
        UUID other = stage.member(stage.mail("fay"), "member", "JIT");
        adopt(stage, other, Map.of("externalId", "e-1")).statusCode(409).body("code", equalTo("USER_EXISTS"));
    }

    /** R-ORG-11: many at once; one bad one harms no other. */
    @Test
    void manyMembersAreAdoptedTogetherEachWithItsOwnAnswer() {
        Stage stage = new Stage();
        UUID pushed = stage.member(stage.mail("gil"), "member", "JIT");
        UUID silent = stage.member(stage.mail("hal"), "member", "JIT");
        UUID guest = stage.member(UUID.randomUUID() + "@elsewhere.example", "member", "INVITE");
        stage.create("{\"resource\":{\"userName\":\"%s\"}}".formatted(stage.mail("gil")))
                .then()
                .statusCode(409);
        String path = "/v2/orgs/" + stage.name + "/members/adopt";

        admin.post(owner(stage), path, Map.of("members", List.of(pushed, "nobody-such", guest, silent)))
                .statusCode(200)
                .body("members.outcome", contains("ADOPTED", "REFUSED", "REFUSED", "PENDING"))
                .body("members[1].code", equalTo("MEMBER_UNKNOWN"))
                .body("members[2].code", equalTo("DOMAIN_UNVERIFIED"));

        List<String> many = IntStream.range(0, 101).mapToObj(i -> "m" + i).toList();
        admin.post(owner(stage), path, Map.of("members", many))
                .statusCode(400)
                .body("detail", containsString("at most 100"));
        admin.post(owner(stage), path, Map.of()).statusCode(400).body("detail", containsString("members:"));
    }

    /** R-ORG-13, R-ORG-1. */
    @Test
    void aReleasedMemberKeepsEverythingAndIsAdoptedAgainUnderTheSameId() {
        Stage stage = new Stage();
        UUID id = stage.user(stage.mail("ida"));
        UUID member = UUID.fromString(
                Stage.strings("select id::text from member where organization_id = ?", stage.organizationId)
                        .getFirst());
        String before = kept(member);

        for (int i = 0; i < 2; i++) {
            release(stage, member).statusCode(200).body("outcome", equalTo("RELEASED"));
        }

        assertThat(kept(member)).isEqualTo(before);
        String write =
                "{\"resource\":{\"userName\":\"%s\",\"name\":{\"givenName\":\"Ida\"}}}".formatted(stage.mail("ida"));
        stage.put("/users/" + id, write).then().statusCode(403).body("code", equalTo("MEMBER_UNMANAGED"));
        stage.delete("/users/" + id).then().statusCode(403);
        stage.create(write).then().statusCode(409);
        stage.read(id)
                .then()
                .body(
                        "[0].resource.'urn:rollcall:params:scim:schemas:extension:member:2.0:User'.managedBy",
                        equalTo("NONE"));
        admin.get(owner(stage), "/v2/orgs/" + stage.name + "/members/" + member)
                .body("managed_by", equalTo("NONE"))
                .body("scim_id", equalTo(id.toString()));

        adopt(stage, member, Map.of()).body("outcome", equalTo("ADOPTED")).body("scimId", equalTo(id.toString()));
        stage.put("/users/" + id, write).then().statusCode(200);

        assertThat(stage.events())
                .containsExactly(
                        "UserProvisioned",
                        "MemberReleased",
                        "ConflictOpened",
                        "ConflictResolved",
                        "MemberAdopted",
                        "UserUpdated");
        assertThat(stage.count("select count(*) from scim_user where connection_id = ?", stage.connectionId))
                .isEqualTo(1);
    }

    /** R-ORG-13, R-GRP-6: a group that names a released member is refused; one that has them already may lose them, and may be renamed. */
    @Test
    void aReleasedMemberIsPutInNoTeamByTheIdp() {
        Stage stage = new Stage();
        UUID ned = stage.user(stage.mail("ned"));
        UUID oli = stage.user(stage.mail("oli"));
        String blue = group(stage, "blue", ned).then().statusCode(200).extract().path("id");
        release(stage, memberOf(ned)).statusCode(200);

        group(stage, "red", ned).then().statusCode(403).body("code", equalTo("MEMBER_UNMANAGED"));
        stage.put("/groups/" + blue, members(stage, "green", ned, oli)).then().statusCode(200);

        assertThat(teams(memberOf(oli))).containsExactly("green");
        assertThat(teams(memberOf(ned))).isEmpty();
        assertThat(Stage.strings("select type from conflict where organization_id = ?", stage.organizationId))
                .containsExactly("UNMANAGED_WRITE");
    }

    private static io.restassured.response.Response group(Stage stage, String team, UUID... users) {
        return stage.post("/groups", members(stage, team, users));
    }

    private static String members(Stage stage, String team, UUID... users) {
        String values = java.util.Arrays.stream(users)
                .map(user -> "{\"value\":\"" + user + "\"}")
                .collect(java.util.stream.Collectors.joining(","));
        return "{\"resource\":{\"displayName\":\"%s:%s\",\"members\":[%s]}}".formatted(stage.name, team, values);
    }

    private static UUID memberOf(UUID user) {
        return UUID.fromString(Stage.strings(
                        "select m.id::text from member m join scim_user s on s.account_id = m.account_id where s.id = ?",
                        user)
                .getFirst());
    }

    private static List<String> teams(UUID member) {
        return Stage.strings(
                "select t.name from team t join team_member tm on tm.team_id = t.id where tm.member_id = ?", member);
    }

    /** R-ORG-13: an owner who thinks again. */
    @Test
    void aReleaseTakesAPendingLinkBack() {
        Stage stage = new Stage();
        UUID member = stage.member(stage.mail("jon"), "member", "JIT");
        adopt(stage, member, Map.of()).body("outcome", equalTo("PENDING"));

        release(stage, member).statusCode(200);

        stage.create("{\"resource\":{\"userName\":\"%s\"}}".formatted(stage.mail("jon")))
                .then()
                .statusCode(409);
    }

    /** R-ORG-11, contracts: what is missing is named. */
    @Test
    void whatCannotBeAdoptedIsRefusedWithItsReason() {
        Stage stage = new Stage();
        Stage other = new Stage();
        UUID member = stage.member(stage.mail("kim"), "member", "JIT");
        UUID managed = UUID.fromString(Stage.strings(
                        "select m.id::text from member m join scim_user s on s.account_id = m.account_id where s.id = ?",
                        stage.user(stage.mail("lea")))
                .getFirst());
        String path = "/v2/orgs/" + stage.name + "/members/" + member + "/adopt";

        adopt(stage, UUID.randomUUID(), Map.of()).statusCode(404).body("code", equalTo("MEMBER_UNKNOWN"));
        adopt(stage, member, Map.of("connection", other.connectionId))
                .statusCode(404)
                .body("code", equalTo("CONNECTION_UNKNOWN"));
        adopt(stage, member, Map.of("odd", 1)).statusCode(400);
        admin.post(admin.person(house(stage), "editor").token(), path, Map.of()).statusCode(403);
        admin.post(admin.person(house(other), "owner").token(), path, Map.of()).statusCode(404);
        Stage.sql(
                "insert into connection_organization (connection_id, organization_id) values (?, ?)",
                other.connectionId,
                stage.organizationId);
        adopt(stage, member, Map.of()).statusCode(400).body("detail", containsString("connection:"));
        adopt(stage, managed, Map.of("connection", other.connectionId))
                .statusCode(409)
                .body("code", equalTo("MEMBER_MANAGED"));
        adopt(stage, member, Map.of("connection", other.connectionId))
                .statusCode(400)
                .body("code", equalTo("DOMAIN_UNVERIFIED"));
        Stage.sql("update connection set scim_enabled = false where id = ?", stage.connectionId);
        adopt(stage, member, Map.of("connection", stage.connectionId))
                .statusCode(403)
                .body("code", equalTo("SCIM_DISABLED"));
        assertThat(Stage.strings("select managed_by from member where id = ?", member))
                .containsExactly("NONE");
    }

    private ValidatableResponse adopt(Stage stage, UUID member, Map<String, Object> body) {
        return admin.post(owner(stage), "/v2/orgs/" + stage.name + "/members/" + member + "/adopt", body);
    }

    private ValidatableResponse release(Stage stage, UUID member) {
        return admin.post(owner(stage), "/v2/orgs/" + stage.name + "/members/" + member + "/release", Map.of());
    }

    private String owner(Stage stage) {
        return admin.platform();
    }

    private static House house(Stage stage) {
        return new House(stage.name, stage.organizationId);
    }

    private static String kept(UUID member) {
        return Stage.strings(
                        "select m.role || m.origin || m.joined_at || m.session_epoch || a.user_name || coalesce(a.full_name, '')"
                                + " from member m join account a on a.id = m.account_id where m.id = ?",
                        member)
                .getFirst();
    }
}
