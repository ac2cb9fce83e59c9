package dev.rollcall.sso.token;

import static dev.rollcall.sso.Gateway.COOKIE;
import static dev.rollcall.sso.Gateway.awaitEvents;
import static dev.rollcall.sso.Gateway.exchange;
import static dev.rollcall.sso.Gateway.somebody;
import static dev.rollcall.sso.Gateway.verified;
import static dev.rollcall.sso.session.MemberCookies.HERE;
import static dev.rollcall.sso.session.MemberCookies.ada;
import static dev.rollcall.sso.session.MemberCookies.grace;
import static dev.rollcall.sso.session.MemberCookies.signIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.rollcall.sso.MemberBook;
import dev.rollcall.sso.MembershipStandIn;
import dev.rollcall.sso.session.MemberCookies;
import dev.rollcall.sso.session.MemberSessions;
import dev.rollcall.sso.session.MemberSignIn;
import dev.rollcall.sso.session.SessionSecret;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** R-ACC-1: a member's session against short tokens for one organization, and refresh tokens that are good once (R-NEG-71, R-NEG-72). */
@QuarkusTest
class MemberTokensIT {
    @Inject
    MemberSessions members;

    private String open(UUID account) {
        return members.open(signIn(account), HERE, Optional.empty()).value();
    }

    private static Response bySession(String cookie, Map<String, Object> request) {
        return exchange(somebody().cookie(COOKIE, cookie), request);
    }

    private static Response refresh(String token) {
        return exchange(Map.of("refresh_token", token));
    }

    @Test
    void aMembersTokenLivesTenMinutesAndSpeaksForOneOrganization() throws Exception {
        // given
        UUID account = ada();
        String cookie = open(account);

        // when
        Response answer = bySession(cookie, Map.of());

        // then
        answer.then().statusCode(200).header("Cache-Control", "no-store").body("expires_in", equalTo(600));
        var membership = MemberBook.entries(account).getFirst();
        for (String audience : List.of("rollcall-admin", "rollcall-audit", "rollcall-scim")) {
            var claims = verified(answer.path("access_token"), audience);
            assertThat(claims.getSubject()).isEqualTo(account.toString());
            assertThat(claims.getStringClaimValue("org")).isEqualTo(MembershipStandIn.ACME.toString());
            assertThat(claims.getStringClaimValue("mid"))
                    .isEqualTo(membership.memberId().toString());
            assertThat(claims.getStringClaimValue("role")).isEqualTo("member");
            assertThat(claims.getClaimValue("epoch", Long.class)).isEqualTo(1L);
            assertThat(claims.hasClaim("platform")).isFalse();
        }
    }

    @Test
    void whoIsInSeveralOrganizationsSaysWhichAndReachesNoOther() throws Exception {
        // given
        String cookie = open(grace());

        // then
        bySession(cookie, Map.of()).then().statusCode(400).body("detail", containsString("acme, globex"));
        for (String globex : List.of("globex", "GLOBEX", MembershipStandIn.GLOBEX.toString())) {
            Response answer = bySession(cookie, Map.of("organization", globex));
            assertThat(verified(answer.path("access_token"), "rollcall-admin").getStringClaimValue("org"))
                    .isEqualTo(MembershipStandIn.GLOBEX.toString());
        }
        bySession(open(ada()), Map.of("organization", "globex"))
                .then()
                .statusCode(404)
                .body("code", equalTo("ORGANIZATION_UNKNOWN"));
    }

    /** R-SSO-18: what is decided for several organizations together needs a sign-in that was granted for each. */
    @Test
    void aTokenNamesTheOrganizationsThatItsSignInMakesItsPersonAnOwnerOf() throws Exception {
        // given
        UUID owner =
                MemberBook.account("owner", Map.of("acme", MembershipStandIn.ACME, "globex", MembershipStandIn.GLOBEX));

        // when
        Response answer = bySession(open(owner), Map.of("organization", "acme"));

        // then
        assertThat(orgs(answer))
                .containsExactlyInAnyOrder(MembershipStandIn.ACME.toString(), MembershipStandIn.GLOBEX.toString());
        assertThat(orgs(bySession(open(ada()), Map.of()))).as("of a member").isEmpty();

        // when: a membership that the session stood on is over
        String cookie = open(owner);
        MemberBook.deactivate(owner, "globex");

        // then
        assertThat(orgs(bySession(cookie, Map.of("organization", "acme"))))
                .containsExactly(MembershipStandIn.ACME.toString());
    }

    private static List<String> orgs(Response answer) throws Exception {
        return verified(answer.path("access_token"), "rollcall-admin").getStringListClaimValue("orgs");
    }

    @Test
    void aPagesTokenComesWithoutARefreshToken() {
        somebody()
                .cookie(COOKIE, open(ada()))
                .contentType(ContentType.JSON)
                .body(Map.of("organization", "acme"))
                .post("/v2/sessions/token")
                .then()
                .statusCode(200)
                .body("refresh_token", equalTo(null));
    }

    @Test
    void noTokenOutlivesItsSession() {
        // given
        var brief = members.open(signInForAMinute(), HERE, Optional.empty());

        // when
        Response answer = bySession(brief.value(), Map.of());

        // then
        assertThat(answer.<Integer>path("expires_in")).isLessThanOrEqualTo(60);
    }

    private static MemberSignIn signInForAMinute() {
        return signIn(ada(), "ada@acme.test", "1", 1);
    }

    /** R-NEG-72. */
    @Test
    void aRefreshTokenIsGoodOnceAndComingBackItEndsItsWholeChain() {
        // given
        String cookie = open(ada());
        String first = bySession(cookie, Map.of()).path("refresh_token");
        String otherChain = bySession(cookie, Map.of()).path("refresh_token");

        // when
        Response second = refresh(first);
        second.then().statusCode(200).body("expires_in", equalTo(600));
        String next = second.path("refresh_token");
        assertThat(next).isNotEqualTo(first);

        // then
        refresh(first).then().statusCode(401).body("code", equalTo("TOKEN_REUSED"));
        refresh(next).then().statusCode(401).body("code", equalTo("TOKEN_INVALID"));
        refresh(otherChain).then().statusCode(200);
        awaitEvents(
                "sso.signin.platform",
                all -> all.stream().anyMatch(event -> event.toString().contains("TOKEN_REUSED")));
    }

    /** R-NEG-72: two uses at once are one use and one reuse. */
    @Test
    void ofManyUsesAtOnceOneSucceedsAtMost() throws Exception {
        // given
        String token = bySession(open(ada()), Map.of()).path("refresh_token");
        Callable<Integer> use = () -> refresh(token).statusCode();

        // when
        try (var clients = Executors.newFixedThreadPool(8)) {
            List<Integer> statuses = clients.invokeAll(Collections.nCopies(8, use)).stream()
                    .map(Future::resultNow)
                    .toList();

            // then
            assertThat(statuses).containsOnly(200, 401);
            assertThat(statuses.stream().filter(status -> status == 200)).hasSize(1);
        }
    }

    /** R-NEG-72: logout ends refresh at once. */
    @Test
    void refreshEndsWithTheSession() {
        // given
        UUID account = ada();
        SessionSecret secret = members.open(signIn(account), HERE, Optional.empty());
        String token = bySession(secret.value(), Map.of()).path("refresh_token");
        String id =
                somebody().cookie(COOKIE, secret.value()).get("/v2/sessions").path("sessions[0].id");

        // when
        somebody()
                .cookie(COOKIE, secret.value())
                .delete("/v2/sessions/" + id)
                .then()
                .statusCode(204);

        // then
        refresh(token).then().statusCode(401).body("code", equalTo("TOKEN_INVALID"));
    }

    /** R-NEG-72: so does the identity provider's logout. */
    @Test
    void refreshEndsWhenTheIdentityProviderSignsThePersonOut() {
        // given
        String subject = UUID.randomUUID() + "@acme.test";
        var secret = members.open(MemberCookies.signIn(ada(), subject, "1", null), HERE, Optional.empty());
        String token = bySession(secret.value(), Map.of()).path("refresh_token");

        // when
        assertThat(members.end(MemberCookies.order(MemberCookies.CONNECTION, subject)))
                .isEqualTo(1);

        // then
        refresh(token).then().statusCode(401).body("code", equalTo("SESSION_ENDED"));
    }

    /** R-NEG-72, R-SCIM-34: a deactivation ends refresh, and the tokens that are out are void by their epoch. */
    @Test
    void refreshEndsWithTheMembershipAndGoesOnForTheOther() {
        // given
        UUID account = grace();
        String cookie = open(account);
        String acme = bySession(cookie, Map.of("organization", "acme")).path("refresh_token");
        String globex = bySession(cookie, Map.of("organization", "globex")).path("refresh_token");

        // when: nobody has told us yet
        MemberBook.deactivate(account, "acme");

        // then
        refresh(acme).then().statusCode(401).body("code", equalTo("SESSION_ENDED"));
        refresh(globex).then().statusCode(200);
        somebody()
                .cookie(COOKIE, cookie)
                .get("/v2/sessions")
                .then()
                .body("sessions[0].organizations", equalTo(List.of("globex")));
    }

    @Test
    void whatIsNoRefreshTokenOfOursIsRefusedInWords() {
        for (String wrong : List.of("x", "rc_rt_AAAAAAAAAAAAAAAA_" + "x".repeat(43), "rc_oat_x", "' OR 1=1 --")) {
            refresh(wrong).then().statusCode(401).body("code", equalTo("TOKEN_INVALID"));
        }
        refresh("x".repeat(2_000)).then().statusCode(400);
        refresh(" ").then().statusCode(400);
    }

    /** R-NEG-71: neither is taken for the other. */
    @Test
    void aRefreshTokenIsNoAccessTokenAndAnAccessTokenRefreshesNothing() {
        // given
        Response tokens = bySession(open(ada()), Map.of());

        // then
        somebody()
                .auth()
                .preemptive()
                .oauth2(tokens.path("refresh_token"))
                .get("/v2/orgs/acme/access-tokens")
                .then()
                .statusCode(401)
                .body("code", equalTo("TOKEN_INVALID"));
        refresh(tokens.path("access_token")).then().statusCode(401).body("code", equalTo("TOKEN_INVALID"));
    }

    /** R-NEG-67: another site cannot have a token made by the browser's cookie. */
    @Test
    void anotherSiteGetsNoTokenByTheCookie() {
        String cookie = open(ada());
        exchange(somebody().cookie(COOKIE, cookie).header("Sec-Fetch-Site", "cross-site"), Map.of())
                .then()
                .statusCode(400)
                .body("code", equalTo("REQUEST_MALFORMED"));
    }
}
