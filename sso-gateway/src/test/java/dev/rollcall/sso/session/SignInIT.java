package dev.rollcall.sso.session;

import static dev.rollcall.sso.Gateway.COOKIE;
import static dev.rollcall.sso.Gateway.FORM_COOKIE;
import static dev.rollcall.sso.Gateway.OWNER_EMAIL;
import static dev.rollcall.sso.Gateway.OWNER_PASSWORD;
import static dev.rollcall.sso.Gateway.formToken;
import static dev.rollcall.sso.Gateway.signIn;
import static dev.rollcall.sso.Gateway.signedIn;
import static dev.rollcall.sso.Gateway.somebody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.rollcall.sso.MembershipStandIn;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A browser at the pages, and an attacker beside it (R-NEG-66, R-NEG-67, R-NEG-68, R-NEG-69, R-NEG-73; R-SSO-10). */
@QuarkusTest
class SignInIT {

    @Test
    void theOwnerSignsInSeesTheAccountAndSignsOut() {
        // when
        Response answer = signIn(OWNER_EMAIL, OWNER_PASSWORD);

        // then
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo("/account");
        String cookie = answer.cookie(COOKIE);
        Response account = somebody().cookie(COOKIE, cookie).get("/account");
        account.then().statusCode(200).body(containsString(OWNER_EMAIL)).body(containsString("this browser"));

        // and when
        somebody()
                .cookie(COOKIE, cookie)
                .formParam("formToken", formToken(account))
                .post("/sign-out")
                .then()
                .statusCode(303)
                .header("Location", "/");

        // then
        somebody().cookie(COOKIE, cookie).get("/account").then().statusCode(303).header("Location", "/");
        somebody().cookie(COOKIE, cookie).post("/v2/sessions/token").then().statusCode(401);
    }

    @Test
    void theEmailMayBeTypedInAnyLetterCase() {
        assertThat(signIn(" OWNER@Rollcall.Example ", OWNER_PASSWORD).statusCode())
                .isEqualTo(303);
    }

    @Test
    void cookiesAreOutOfReachOfScriptsOtherSitesAndPlainHttp() {
        for (String header : List.of(
                somebody().get("/").header("Set-Cookie"),
                String.join("\n", signIn(OWNER_EMAIL, OWNER_PASSWORD).headers().getValues("Set-Cookie")))) {
            assertThat(header)
                    .contains("__Host-rollcall")
                    .containsIgnoringCase("HttpOnly")
                    .containsIgnoringCase("Secure")
                    .containsIgnoringCase("SameSite=Lax")
                    .containsIgnoringCase("Path=/")
                    .doesNotContainIgnoringCase("Domain");
        }
    }

    @Test
    void aWrongPasswordAndAnUnknownEmailGetOneAnswer() {
        // when
        Response wrong = signIn(OWNER_EMAIL, "wrong password");
        Response unknown = signIn("nobody@rollcall.example", OWNER_PASSWORD);

        // then
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(withoutOwnTraits(wrong)).isEqualTo(withoutOwnTraits(unknown)).contains("Trace id");
        assertThat(wrong.cookie(COOKIE)).isNull();
    }

    private static String withoutOwnTraits(Response page) {
        return page.asString().replaceAll("Trace id [0-9a-f]{32}", "Trace id").replaceAll("value=\"[^\"]*\"", "value");
    }

    @Test
    void whatWasTypedComesBackEscaped() {
        signIn("\"><script>alert(1)</script>", "x")
                .then()
                .statusCode(401)
                .body(not(containsString("<script")))
                .body(containsString("&lt;script&gt;"));
    }

    @Test
    void noPageIsKeptFramedOrFedFromElsewhere() {
        for (String path : List.of("/", "/account", "/assets/rollcall.css")) {
            Response answer = somebody().get(path);
            assertThat(answer.header("Content-Security-Policy"))
                    .contains("default-src 'none'", "frame-ancestors 'none'", "form-action 'self'")
                    .doesNotContain("unsafe");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
        }
        somebody().get("/").then().header("Cache-Control", "no-store").contentType("text/html;charset=UTF-8");
        assertThat(somebody().get("/").asString()).doesNotContain("<script").doesNotContain("style=");
    }

    @Test
    void aFormThatWasNotShownInThisBrowserIsRefused() {
        // given
        Response mine = somebody().get("/");
        Response others = somebody().get("/");

        // then: no cookie, a cookie of another browser, no token
        for (var attempt : List.of(
                somebody().formParam("formToken", formToken(mine)),
                somebody().cookie(FORM_COOKIE, others.cookie(FORM_COOKIE)).formParam("formToken", formToken(mine)),
                somebody().cookie(FORM_COOKIE, mine.cookie(FORM_COOKIE)))) {
            Response answer = attempt.formParam("identifier", OWNER_EMAIL)
                    .formParam("secret", OWNER_PASSWORD)
                    .post("/sign-in");
            answer.then().statusCode(400).body(containsString("find your session"));
            assertThat(answer.cookie(COOKIE)).isNull();
        }
    }

    @Test
    void anotherSitesRequestsAreRefusedEvenWithTheCookies() {
        // given
        String cookie = signedIn();
        Response account = somebody().cookie(COOKIE, cookie).get("/account");

        // then
        for (String site : List.of("cross-site", "same-site")) {
            somebody()
                    .header("Sec-Fetch-Site", site)
                    .cookie(COOKIE, cookie)
                    .formParam("formToken", formToken(account))
                    .post("/sign-out")
                    .then()
                    .statusCode(400);
            somebody()
                    .header("Sec-Fetch-Site", site)
                    .cookie(COOKIE, cookie)
                    .post("/v2/sessions/token")
                    .then()
                    .statusCode(400);
        }
        somebody().cookie(COOKIE, cookie).get("/account").then().statusCode(200);
    }

    @Test
    void signingOutNeedsTheFormsToken() {
        // given
        String cookie = signedIn();

        // when
        somebody().cookie(COOKIE, cookie).formParam("formToken", "guessed").post("/sign-out");

        // then
        somebody().cookie(COOKIE, cookie).get("/account").then().statusCode(200);
    }

    @Test
    void aCookiePlantedBeforeSignInIsWorthNothingAfterIt() {
        // given
        String planted = signedIn();
        Response page = somebody().get("/");

        // when
        Response answer = somebody()
                .cookie(COOKIE, planted)
                .cookie(FORM_COOKIE, page.cookie(FORM_COOKIE))
                .formParam("formToken", formToken(page))
                .formParam("identifier", OWNER_EMAIL)
                .formParam("secret", OWNER_PASSWORD)
                .post("/sign-in");

        // then
        assertThat(answer.cookie(COOKIE)).isNotEqualTo(planted);
        somebody().cookie(COOKIE, planted).get("/account").then().statusCode(303);
        somebody().cookie(COOKIE, answer.cookie(COOKIE)).get("/account").then().statusCode(200);
    }

    @Test
    void noRedirectLeadsElsewhere() {
        // given
        Response page =
                somebody().queryParam("return_to", "https://evil.example").get("/");

        // when
        Response answer = somebody()
                .header("Host", "evil.example")
                .header("X-Forwarded-Host", "evil.example")
                .cookie(FORM_COOKIE, page.cookie(FORM_COOKIE))
                .queryParam("return_to", "//evil.example")
                .formParam("formToken", formToken(page))
                .formParam("return_to", "/\\evil.example")
                .formParam("identifier", OWNER_EMAIL)
                .formParam("secret", OWNER_PASSWORD)
                .post("/sign-in");

        // then
        assertThat(answer.header("Location")).isEqualTo("/account");
        assertThat(page.asString()).doesNotContain("evil");
    }

    @Test
    void anEmptyOrOverlongFormIsRefusedInWords() {
        signIn("", "").then().statusCode(400).body(containsString("Fill in your e-mail"));
        signIn("x".repeat(321), "x").then().statusCode(400).body(not(containsString("xxxx")));
        signIn(OWNER_EMAIL, "x".repeat(1025)).then().statusCode(400);
        somebody().get("/sign-in").then().statusCode(405);
        somebody()
                .contentType("application/json")
                .body("{}")
                .post("/sign-in")
                .then()
                .statusCode(415);
    }

    @Test
    void sessionsAreListedAndRevokedByTheirAccountAlone() {
        // given
        String here = signedIn();
        String there = signedIn();
        var listed = somebody()
                .cookie(COOKIE, here)
                .get("/v2/sessions")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(listed.getList("sessions.findAll { it.current }")).hasSize(1);
        String other = somebody()
                .cookie(COOKIE, there)
                .get("/v2/sessions")
                .jsonPath()
                .getString("sessions.find { it.current }.id");

        // when
        somebody().cookie(COOKIE, here).delete("/v2/sessions/" + other).then().statusCode(204);

        // then
        somebody()
                .cookie(COOKIE, there)
                .get("/v2/sessions")
                .then()
                .statusCode(401)
                .body("code", equalTo("SESSION_ENDED"));
        somebody()
                .cookie(COOKIE, here)
                .delete("/v2/sessions/" + other)
                .then()
                .statusCode(404)
                .body("code", equalTo("SESSION_UNKNOWN"));
        somebody()
                .cookie(COOKIE, here)
                .delete("/v2/sessions/1'%20OR%20true")
                .then()
                .statusCode(404);
        somebody().get("/v2/sessions").then().statusCode(401);
    }

    @Test
    void theAccountPageSignsAnotherBrowserOut() {
        // given
        String here = signedIn();
        String there = signedIn();
        Response account = somebody().cookie(COOKIE, here).get("/account");
        String other = somebody()
                .cookie(COOKIE, there)
                .get("/v2/sessions")
                .jsonPath()
                .getString("sessions.find { it.current }.id");

        // when
        somebody()
                .cookie(COOKIE, here)
                .formParam("formToken", "wrong")
                .formParam("session", other)
                .post("/account/revoke")
                .then()
                .statusCode(400);
        somebody().cookie(COOKIE, there).get("/account").then().statusCode(200);
        somebody()
                .cookie(COOKIE, here)
                .formParam("formToken", formToken(account))
                .formParam("session", other)
                .post("/account/revoke")
                .then()
                .statusCode(303);

        // then
        somebody().cookie(COOKIE, there).get("/account").then().statusCode(303);
        somebody()
                .cookie(COOKIE, here)
                .formParam("formToken", formToken(account))
                .formParam("session", other)
                .post("/account/revoke")
                .then()
                .statusCode(404)
                .body(containsString("Trace id"));
    }

    @Test
    void nobodyGetsInWhileMembershipServiceCannotBeAsked() {
        // given
        MembershipStandIn.broken(true);
        try {
            // when
            Response answer = signIn(OWNER_EMAIL, OWNER_PASSWORD);

            // then
            answer.then().statusCode(503).body(containsString("Trace id"));
            assertThat(answer.cookie(COOKIE)).isNull();
        } finally {
            MembershipStandIn.broken(false);
        }
    }
}
