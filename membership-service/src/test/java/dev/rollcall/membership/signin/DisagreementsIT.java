package dev.rollcall.membership.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.membership.Stage;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** R-ORG-5, R-ORG-7, R-ORG-8, R-ORG-9: JIT against SCIM. */
@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
class DisagreementsIT {
    private static final String TRACEPARENT = "00-" + "a".repeat(32) + "-" + "b".repeat(16) + "-01";
    private static final String DOCKER = "urn:ietf:params:scim:schemas:extension:docker:2.0:User";

    private final Stage stage = new Stage();
    private final Door door = new Door(stage);

    private List<String> conflicts(String type) {
        return Stage.strings("""
                select regexp_replace(subject, '^member/[^/]+/', '') || ' ' || count || ' '
                         || (details -> 'sent')::text || (details -> 'stored')::text
                  from conflict where organization_id = ? and type = ? order by 1
                """, stage.organizationId, type);
    }

    private UUID user(String email, String name, String role) {
        return UUID.fromString(stage.create(
                        "{\"resource\":{\"userName\":\"%s\",\"name\":{\"formatted\":\"%s\"},\"%s\":{\"dockerRole\":\"%s\"}}}"
                                .formatted(email, name, DOCKER, role))
                .then()
                .statusCode(200)
                .extract()
                .path("[0].id"));
    }

    /** The role stays as SCIM set it; the difference is listed, with JIT off as well. */
    @Test
    void aRoleThatDiffersIsAConflictAndNoOverwrite() {
        String ann = stage.mail("ann");
        user(ann, "Ann", "editor");

        door.signIn(ann, "fullName", "Ann", "role", "owner");
        Stage.sql("update connection set jit_enabled = false where id = ?", stage.connectionId);
        door.signIn(ann, "fullName", "Ann", "role", "owner");

        assertThat(conflicts("ATTRIBUTE_MISMATCH"))
                .containsExactly("role 2 {\"role\": \"owner\"}{\"role\": \"editor\"}");
        assertThat(Stage.strings("select role from member where organization_id = ?", stage.organizationId))
                .containsExactly("editor");
        assertThat(Stage.strings(
                        "select provenance #>> '{attributes,role,sent,JIT,value}' from member where organization_id = ?",
                        stage.organizationId))
                .containsExactly("owner");
        assertThat(stage.events()).containsOnlyOnce("ConflictOpened");
    }

    @Test
    void groupsThatDifferFromThosePushedAreListed() {
        String bob = stage.mail("bob");
        UUID user = stage.user(bob);
        stage.post(
                        "/groups",
                        "{\"resource\":{\"displayName\":\"%s:core\",\"members\":[{\"value\":\"%s\"}]}}"
                                .formatted(stage.name, user))
                .then()
                .statusCode(200);

        door.signIn(bob, "groups", List.of(stage.name + ":CORE"));
        assertThat(conflicts("ATTRIBUTE_MISMATCH")).isEmpty();
        door.signIn(bob, "groups", List.of(stage.name + ":web"));

        assertThat(conflicts("ATTRIBUTE_MISMATCH"))
                .containsExactly(
                        "groups 1 {\"groups\": \"%1$s:web\"}{\"groups\": \"%1$s:core\"}".formatted(stage.name));
    }

    /** Sign-in, push, sign-in: the third change in turn is flapping. */
    @Test
    void aNameThatBothKeepChangingIsFlapping() {
        String cat = stage.mail("cat");
        UUID user = user(cat, "Cat", "member");

        door.signIn(cat, "fullName", "Catherine");
        stage.changeTogether(stage.change(TRACEPARENT, user, "name.formatted", "\"Cat Q\""))
                .then()
                .statusCode(200);
        door.signIn(cat, "fullName", "Catherine");

        assertThat(conflicts("FLAPPING")).containsExactly("name 1 {\"name\": \"Catherine\"}{\"name\": \"Cat Q\"}");
        assertThat(Stage.strings("select full_name from account where email_key = ?", cat))
                .containsExactly("Catherine");
    }

    /** R-ORG-12: what an owner can end by a setting. */
    @Test
    void refusalsThatASettingEndsAreConflicts() {
        Stage small = new Stage(1, "EMAIL", "ORG_TEAM", "STRICT");
        Door smallDoor = new Door(small);
        smallDoor.signIn(small.mail("one"));

        smallDoor.signIn(small.mail("two"));
        smallDoor.signIn(small.mail("two"));
        smallDoor.signIn("x@elsewhere.example");

        assertThat(Stage.strings(
                        "select type || ' ' || subject || ' ' || count from conflict where organization_id = ? order by 1",
                        small.organizationId))
                .containsExactly(
                        "DOMAIN_UNVERIFIED domain/elsewhere.example 1",
                        "SEAT_SHORTAGE user/" + small.mail("two") + " 2");
    }
}
