package dev.rollcall.membership.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.membership.Stage;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.net.IDN;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** One person is one account, however the address is written, and nobody else's address leads into it: R-NEG-22, R-NEG-75, R-NEG-77. */
@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
class LookAlikesIT {
    private final Stage stage = new Stage();
    private final Door door = new Door(stage);
    private final String admin = stage.mail("admin");

    private List<String> accounts() {
        return Stage.strings(
                "select email_key from account where email_key like 'adm%'" + " and email_key like ?",
                "%" + stage.name + "%");
    }

    /** R-NEG-77. */
    @Test
    void letterCaseAndSpaceMakeNoSecondPerson() {
        String first =
                door.signIn(admin).body("row", equalTo("NEW_DEFAULT")).extract().path("accountId");

        for (String written :
                List.of(admin.toUpperCase(Locale.ROOT), "ADMIN@" + stage.domain, admin + " ", "\t" + admin)) {
            door.signIn(written).body("row", equalTo("MEMBER")).body("accountId", equalTo(first));
        }

        assertThat(accounts()).containsExactly(admin);
        assertThat(stage.events()).containsExactly("UserProvisioned");
    }

    /** R-NEG-77: a twin of the sign, of the domain (as text and as DNS has it), or with something in it that is not seen. */
    @Test
    void whatOnlyLooksLikeTheAddressIsRefused() {
        String twin = stage.domain.replaceFirst("o", "\u043E");
        door.signIn(admin);

        for (String written : List.of(
                "admin\uFF20" + stage.domain,
                "\uFF41dmin@" + stage.domain,
                "admin\u200B@" + stage.domain,
                "admin\u00AD@" + stage.domain,
                "\u202Eadmin@" + stage.domain)) {
            door.signIn(written).body("outcome", equalTo("DENIED")).body("refusal", equalTo("BAD_NAMEID"));
        }
        for (String domain : List.of(twin, IDN.toASCII(twin))) {
            door.signIn("admin@" + domain)
                    .body("outcome", equalTo("DENIED"))
                    .body("refusal", equalTo("DOMAIN_UNVERIFIED"));
        }

        assertThat(accounts()).containsExactly(admin);
        assertThat(stage.events()).containsOnlyOnce("UserProvisioned");
    }

    /** R-NEG-77: nor does SCIM make somebody who looks like another, and could not sign in. */
    @Test
    void scimMakesNobodyWithCharactersThatAreNotSeen() {
        for (String written : List.of("admin\u200B@" + stage.domain, "admin\u2028x@" + stage.domain)) {
            stage.create("{\"resource\":{\"userName\":\"" + written + "\"}}")
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("USER_NAME_NOT_EMAIL"));
        }
        assertThat(accounts()).isEmpty();
    }

    /** R-NEG-22: what is left of a NameID with a comment in it is its whole text, and that is an address of another domain. */
    @Test
    void anAddressThatBeginsLikeAnothersIsOfItsOwnDomain() {
        door.signIn(admin);

        door.signIn(admin + ".evil.test")
                .body("outcome", equalTo("DENIED"))
                .body("refusal", equalTo("DOMAIN_UNVERIFIED"))
                .body("accountId", equalTo(null));

        assertThat(accounts()).containsExactly(admin);
    }

    /** R-NEG-75: another tenant's SCIM may describe whomever it likes; an address that it has not proved is nobody's account. */
    @Test
    void anAddressThatAnotherTenantMadeUpLinksNobody() {
        Stage globex = new Stage(null, "ANY", "ORG_TEAM", "STRICT");
        globex.create("{\"resource\":{\"userName\":\"mole\",\"emails\":[{\"value\":\"" + admin
                        + "\",\"primary\":true}]}}")
                .then()
                .statusCode(200);
        String mole = Stage.strings("select account_id from member where organization_id = ?", globex.organizationId)
                .getFirst();

        door.signIn(admin).body("row", equalTo("NEW_DEFAULT")).body("accountId", not(equalTo(mole)));

        assertThat(stage.count("select count(*) from member where account_id = ?::uuid", mole))
                .isEqualTo(1);
    }
}
