package dev.rollcall.sso.session;

import static dev.rollcall.sso.Gateway.FORM_COOKIE;
import static dev.rollcall.sso.Gateway.OWNER_EMAIL;
import static dev.rollcall.sso.Gateway.formToken;
import static dev.rollcall.sso.Gateway.somebody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.rollcall.contract.signin.SignInConnection;
import dev.rollcall.sso.flow.TestConnections;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

/** The e-mail first, then the ways that it has (R-SSO-11, R-NEG-91). */
@QuarkusTest
class WaysIT {
    private static Response typed(String email) {
        Response page = somebody().get("/");
        return somebody()
                .cookie(FORM_COOKIE, page.getCookie(FORM_COOKIE))
                .formParam("formToken", formToken(page))
                .formParam("identifier", email)
                .post("/sign-in/email");
    }

    @Test
    void whoseDomainHasConnectionsPicksOne() {
        // given: two connections share the domain acme.test
        SignInConnection one = TestConnections.saml();
        SignInConnection two = TestConnections.saml();

        // when
        Response page = typed(" Ann@Acme.Test ");

        // then
        page.then()
                .statusCode(200)
                .body(containsString("Continue with SSO"))
                .body(containsString("/sign-in/sso?connection=" + one.id() + "&amp;email=ann%40acme.test"))
                .body(containsString("/sign-in/sso?connection=" + two.id()))
                .body(containsString("Acme &lt;SSO&gt;"))
                .body(containsString("href=\"/sign-in/password\""))
                .body(not(containsString("<script")));
        assertThat(page.header("Content-Security-Policy")).contains("form-action 'self'");
    }

    /** Nothing on the page tells whether an address is the owner's, or anybody's: everybody is offered a link who has no other way. */
    @Test
    void theOwnersAddressIsTreatedAsEverybodys() {
        Response owners = typed(OWNER_EMAIL);
        Response nobodys = typed("nobody@rollcall.example");
        assertThat(owners.statusCode()).isEqualTo(200);
        assertThat(withoutValues(owners))
                .isEqualTo(withoutValues(nobodys))
                .contains("action=\"/sign-in/link\"")
                .contains("href=\"/sign-in/password\"");
    }

    private static String withoutValues(Response page) {
        return page.asString().replaceAll("value=\"[^\"]*\"|<strong>[^<]*", "value");
    }

    @Test
    void whatIsNoFormOfOursOrNoAddressIsRefusedInWords() {
        typed("").then().statusCode(400).body(containsString("Fill in your e-mail"));
        typed("x".repeat(321)).then().statusCode(400).body(not(containsString("xxxx")));
        somebody()
                .formParam("identifier", "ann@acme.test")
                .post("/sign-in/email")
                .then()
                .statusCode(400)
                .body(containsString("find your session"));
        typed("\"><script>alert(1)</script>@x.test").then().body(not(containsString("<script")));
    }

    @Test
    void thePasswordPageIsThereForTheOwnerWhoseDomainHasOtherWays() {
        somebody()
                .get("/sign-in/password")
                .then()
                .statusCode(200)
                .body(containsString("action=\"/sign-in\""))
                .body(containsString("break-glass owner"));
    }
}
