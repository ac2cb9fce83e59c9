package dev.rollcall.membership.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

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

/** R-DOM-5, R-JIT-17: accounts of a domain join its organization when they sign in. */
@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
class CaptureIT {
    @Inject
    AdminFixture admin;

    private final Stage stage = new Stage();
    private final Door door = new Door(stage);

    private void autoProvisioning() {
        admin.patch(
                        admin.platform(),
                        "/v2/orgs/" + stage.name + "/domains/" + stage.domain,
                        Map.of("autoProvisioning", true))
                .statusCode(200);
    }

    private void jit(UUID connection, boolean on) {
        Stage.sql("update connection set jit_enabled = ? where id = ?", on, connection);
    }

    /** An account that is a member nowhere. */
    private String account(String local) {
        String email = stage.mail(local);
        Stage.sql("delete from member where id = ?", stage.member(email, "member", "MANUAL"));
        return email;
    }

    private List<String> member(String email) {
        return Stage.strings("""
                select concat_ws(' ', m.role, m.role_source, m.origin, m.managed_by)
                  from member m join account a on a.id = m.account_id where m.organization_id = ? and a.email_key = ?
                """, stage.organizationId, email);
    }

    @Test
    void withAutoProvisioningAnExistingAccountJoinsAndNobodyNewDoes() {
        String ann = account("ann");
        jit(stage.connectionId, false);
        door.signIn(ann).body("row", equalTo("STRANGER_JIT_OFF"));
        autoProvisioning();

        door.dryRun(ann).body("effects.kind", contains("JOINED"));
        assertThat(member(ann)).isEmpty();
        door.signIn(ann, "role", "owner", "groups", List.of(stage.name + ":core"))
                .body("outcome", equalTo("GRANTED"))
                .body("row", equalTo("MEMBER_JIT_OFF"))
                .body("grants[0].role", equalTo("member"));
        door.signIn(stage.mail("nobody")).body("row", equalTo("NEW_JIT_OFF"));

        assertThat(member(ann)).containsExactly("member DEFAULT AUTO_DOMAIN NONE");
        assertThat(stage.events()).containsExactly("DomainAutoProvisioningEnabled", "UserProvisioned");
        assertThat(admin.bodies(stage.organizationId, "UserProvisioned"))
                .singleElement()
                .satisfies(body -> assertThat(body).contains("\"origin\":\"AUTO_DOMAIN\""));
        door.signIn(ann).body("row", equalTo("MEMBER_JIT_OFF")).body("effects", empty());
    }

    /** JIT takes precedence, be it of another connection that has the domain. */
    @Test
    void whereJitTakesPrecedenceNobodyIsCaptured() {
        String bob = account("bob");
        Stage other = new Stage();
        Stage.sql(
                "insert into connection_domain (connection_id, domain) values (?, ?)",
                other.connectionId,
                stage.domain);
        autoProvisioning();
        jit(stage.connectionId, false);

        door.signIn(bob).body("row", equalTo("STRANGER_JIT_OFF"));
        jit(other.connectionId, false);
        door.signIn(bob).body("row", equalTo("MEMBER_JIT_OFF"));

        String cat = account("cat");
        jit(stage.connectionId, true);
        door.signIn(cat).body("row", equalTo("JOINS_DEFAULT"));
        assertThat(member(cat)).containsExactly("member DEFAULT JIT NONE");
    }

    @Test
    void withoutASeatNobodyIsCaptured() {
        Stage.sql("update organization set seats = 1, seats_used = 1 where id = ?", stage.organizationId);
        String dan = account("dan");
        autoProvisioning();
        jit(stage.connectionId, false);

        door.signIn(dan).body("row", equalTo("UNFIT")).body("refusal", equalTo("NO_SEAT"));

        assertThat(member(dan)).isEmpty();
    }

    @Test
    void whomScimTookOutIsNotCaptured() {
        String eve = stage.mail("eve");
        stage.delete("/users/" + stage.user(eve)).then().statusCode(204);
        autoProvisioning();
        jit(stage.connectionId, false);

        door.signIn(eve).body("row", equalTo("DEACTIVATED"));
    }
}
