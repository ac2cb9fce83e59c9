package dev.rollcall.membership.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.membership.Stage;
import dev.rollcall.membership.admin.AdminFixture;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Who somebody is to the IdP counts more than their address: found again by it, and kept apart by it. R-NEG-75, R-NEG-76, R-SSO-2. */
@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
class IdentityIT {
    private static final String ISSUER = "https://idp.example";

    @Inject
    AdminFixture admin;

    private final Stage stage = new Stage();
    private final Door door = new Door(stage);

    @BeforeEach
    void theConnectionSpeaksOidc() {
        Stage.sql("update connection set protocol = 'OIDC' where id = ?", stage.connectionId);
    }

    private static Map<String, Object> person(String email, String issuer, String subject) {
        Map<String, Object> person = new HashMap<>();
        person.put("method", "OIDC");
        person.put("email", email);
        person.put("issuer", issuer);
        person.put("subject", subject);
        return person;
    }

    private ValidatableResponse signIn(String email, String subject) {
        return door.ask(person(email, ISSUER, subject), false).then().statusCode(200);
    }

    private String account(String email, String subject) {
        return signIn(email, subject)
                .body("outcome", equalTo("GRANTED"))
                .extract()
                .path("accountId");
    }

    @Test
    void afterTheFirstSignInAPersonIsFoundWithoutAnAddressOrWithAnother() {
        String ann = account(stage.mail("ann"), "s1");

        signIn(null, "s1").body("outcome", equalTo("GRANTED")).body("accountId", equalTo(ann));
        signIn(stage.mail("ann.lee"), "s1").body("accountId", equalTo(ann)).body("row", equalTo("MEMBER"));

        assertThat(stage.count("select count(*) from account where email_key like ?", "%@" + stage.domain))
                .isEqualTo(1);
        assertThat(Stage.strings("select type from conflict where organization_id = ?", stage.organizationId))
                .containsExactly("EMAIL_MISMATCH");
    }

    /** R-NEG-75: an address that the IdP does not stand for reaches us as none. */
    @Test
    void withoutAnAddressNobodyIsLinked() {
        stage.member(stage.mail("bob"), "owner", "MANUAL");

        signIn(null, "s1").body("outcome", equalTo("DENIED")).body("refusal", equalTo("BAD_NAMEID"));

        assertThat(stage.count("select count(*) from sign_in_identity where connection_id = ?", stage.connectionId))
                .isZero();
    }

    /** R-NEG-76: of a domain that is not the connection's, also for somebody who is known. */
    @Test
    void anAddressOfAnotherDomainIsRefusedForWhomIsKnownAsWell() {
        Stage globex = new Stage();
        globex.member(globex.mail("boss"), "owner", "MANUAL");
        account(stage.mail("cat"), "s1");

        signIn(globex.mail("boss"), "s1").body("refusal", equalTo("DOMAIN_UNVERIFIED"));
        signIn(globex.mail("boss"), "s2").body("refusal", equalTo("DOMAIN_UNVERIFIED"));
        Stage.sql("update domain set verified_at = null where name = ?", stage.domain);
        signIn(null, "s1").body("refusal", equalTo("DOMAIN_UNVERIFIED"));
    }

    /** An address that has passed to somebody else at the IdP does not lead into the former one's account. */
    @Test
    void anAddressThatWasGivenToAnotherPersonIsRefusedUntilAnOwnerSays() {
        String dan = account(stage.mail("dan"), "s1");

        signIn(stage.mail("dan"), "s2")
                .body("outcome", equalTo("DENIED"))
                .body("row", equalTo("UNFIT"))
                .body("refusal", equalTo("IDENTITY_TAKEN"));
        assertThat(Stage.strings("select type from conflict where organization_id = ?", stage.organizationId))
                .containsExactly("EMAIL_MISMATCH");
        String path = "/v2/connections/" + stage.connectionId + "/identities/" + dan;
        String stranger = admin.person(admin.organization(), "owner").token();
        admin.delete(stranger, path).statusCode(404);
        admin.delete(admin.platform(), path).statusCode(204);
        admin.delete(admin.platform(), path).statusCode(404);

        signIn(stage.mail("dan"), "s2").body("accountId", equalTo(dan));
        assertThat(stage.events()).contains("SignInIdentityForgotten");
    }

    /** Somebody else's connection, or another issuer, says nothing about this one's people. */
    @Test
    void anIdentityIsTheConnectionsAndTheIssuers() {
        String eve = account(stage.mail("eve"), "s1");
        Stage other = new Stage();
        Stage.sql("update connection set protocol = 'OIDC' where id = ?", other.connectionId);

        new Door(other).ask(person(null, ISSUER, "s1"), false).then().body("refusal", equalTo("BAD_NAMEID"));
        door.ask(person(null, "https://other.example", "s1"), false).then().body("refusal", equalTo("BAD_NAMEID"));
        door.ask(person(stage.mail("eve"), "https://other.example", "s9"), false)
                .then()
                .body("accountId", equalTo(eve));
        signIn(stage.mail("fay"), "s2").body("accountId", not(equalTo(eve)));
    }

    /** R-NEG-76, R-SSO-2: of two directories that one connection takes, neither leads into the accounts that the other has linked. */
    @Test
    void anAddressFromAnotherDirectoryOfTheSameConnectionIsAnotherPerson() {
        String first = "11111111-0000-4000-8000-000000000001";
        String second = "22222222-0000-4000-8000-000000000002";
        Stage.sql(
                "insert into idp_oidc (connection_id, kind, issuer, tenants, client_id, authentication, algorithms, scopes)"
                        + " values (?, 'ENTRA', 'https://login.example', ?::text[], 'c', 'PRIVATE_KEY_JWT', '{RS256}', '{openid}')",
                stage.connectionId,
                "{" + first + "," + second + "}");
        String kim = stage.mail("kim");

        door.ask(person(kim, "https://login.example/" + first + "/v2.0", "o1." + first), false)
                .then()
                .body("outcome", equalTo("GRANTED"));
        door.ask(person(kim, "https://login.example/" + second + "/v2.0", "o2." + second), false)
                .then()
                .body("outcome", equalTo("DENIED"))
                .body("refusal", equalTo("IDENTITY_TAKEN"));

        // and: a directory that the connection takes no more keeps nobody out
        Stage.sql(
                "update idp_oidc set tenants = ?::text[] where connection_id = ?",
                "{" + second + "}",
                stage.connectionId);
        door.ask(person(kim, "https://login.example/" + second + "/v2.0", "o2." + second), false)
                .then()
                .body("outcome", equalTo("GRANTED"));
    }

    /** R-DOM-5: a domain captures accounts, not addresses that an identity provider sends of them. */
    @Test
    void aLinkedAccountIsCapturedByTheDomainOfItsOwnAddress() {
        String lou = stage.mail("lou");
        account(lou, "s1");
        String more = admin.domain(new AdminFixture.House(stage.name, stage.organizationId));
        Stage.sql("insert into connection_domain (connection_id, domain) values (?, ?)", stage.connectionId, more);
        Stage.sql("update connection set jit_enabled = false where id = ?", stage.connectionId);
        Stage.sql(
                "delete from team_member where member_id in (select id from member where organization_id = ?)",
                stage.organizationId);
        Stage.sql("delete from member where organization_id = ?", stage.organizationId);
        String path = "/v2/orgs/" + stage.name + "/domains/";

        admin.patch(admin.platform(), path + more, Map.of("autoProvisioning", true))
                .statusCode(200);
        signIn("lou@" + more, "s1").body("row", equalTo("STRANGER_JIT_OFF"));

        admin.patch(admin.platform(), path + stage.domain, Map.of("autoProvisioning", true))
                .statusCode(200);
        signIn("lou@" + more, "s1").body("row", equalTo("MEMBER_JIT_OFF"));
    }

    /** R-JIT-16: the lock and the deactivation meet on the linked account's membership. */
    @Test
    void whomScimDeactivatedStaysOutWhateverAddressTheyHaveNow() {
        String gus = stage.mail("gus");
        var user = stage.user(gus);
        signIn(gus, "s1").body("outcome", equalTo("GRANTED"));
        stage.changeTogether(
                        stage.change("00-" + "a".repeat(32) + "-" + "b".repeat(16) + "-01", user, "active", "false"))
                .then()
                .statusCode(200);

        signIn(stage.mail("gus2"), "s1").body("refusal", equalTo("USER_DEACTIVATED"));
        signIn(null, "s1").body("refusal", equalTo("USER_DEACTIVATED"));
    }

    /** R-JIT-18: two persons with one address at the same moment: one of them has it. */
    @RepeatedTest(5)
    void ofTwoIdentitiesWithOneAddressAtOnceOneGetsIn() throws Exception {
        String ida = stage.mail("ida");
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Response>> running = new ArrayList<>();
        List<String> outcomes = new ArrayList<>();
        try (var pool = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 4; i++) {
                String subject = "s" + i % 2;
                running.add(pool.submit(() -> {
                    start.await();
                    return door.ask(person(ida, ISSUER, subject), false);
                }));
            }
            start.countDown();
            for (Future<Response> one : running) {
                outcomes.add(one.get().then().statusCode(200).extract().path("outcome"));
            }
        }

        assertThat(outcomes).containsExactlyInAnyOrder("GRANTED", "GRANTED", "DENIED", "DENIED");
        assertThat(stage.count("select count(*) from account where email_key = ?", ida))
                .isEqualTo(1);
    }

    /** R-JIT-7: what the owner wants before and behind, and digits only where they are needed. */
    @Test
    void usernamesBeginAndEndAsTheOwnerWants() {
        admin.patch(
                        admin.platform(),
                        "/v2/orgs/" + stage.name,
                        Map.of("userNamePrefix", "Acme-", "userNameSuffix", ".x"))
                .statusCode(200)
                .body("userNamePrefix", equalTo("acme-"));
        String local = "j" + stage.organizationId.toString().substring(0, 8);

        signIn(stage.mail(local), "s1").body("userName", equalTo("acme-" + local + ".x"));
        signIn(stage.mail(local + "y".repeat(30)), "s2")
                .body("userName", equalTo(("acme-" + local + "y".repeat(30)).substring(0, 28) + ".x"));
        String brief = signIn(stage.mail("z"), "s3").extract().path("userName");
        assertThat(brief).matches("acme-z\\d{6}\\.x");
        assertThat(stage.events()).contains("OrgSettingsUpdated");
        for (Object wrong : List.of("a b", "x".repeat(11), "ä")) {
            admin.patch(admin.platform(), "/v2/orgs/" + stage.name, Map.of("userNamePrefix", wrong))
                    .statusCode(400);
        }
    }
}
