package dev.rollcall.sso.token;

import static dev.rollcall.sso.Gateway.COOKIE;
import static dev.rollcall.sso.Gateway.OWNER_EMAIL;
import static dev.rollcall.sso.Gateway.OWNER_PASSWORD;
import static dev.rollcall.sso.Gateway.exchange;
import static dev.rollcall.sso.Gateway.from;
import static dev.rollcall.sso.Gateway.signedIn;
import static dev.rollcall.sso.Gateway.somebody;
import static dev.rollcall.sso.Gateway.verified;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.rollcall.sso.Gateway;
import dev.rollcall.sso.MembershipStandIn;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** R-ACC-1: access tokens for the owner, by password and by session (R-NEG-71: what a verifier sees). */
@QuarkusTest
class AuthTokenIT {
    private static final Map<String, Object> OWNER = Map.of("identifier", OWNER_EMAIL, "secret", OWNER_PASSWORD);

    private static Map<String, Object> owner(String name, Object value) {
        var request = new java.util.HashMap<>(OWNER);
        request.put(name, value);
        return request;
    }

    @Test
    void theOwnersTokenLivesTenMinutesAndSpeaksForThePlatform() throws Exception {
        // when
        Response answer = exchange(OWNER);

        // then
        answer.then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("token_type", equalTo("Bearer"))
                .body("expires_in", equalTo(600));
        for (String audience : List.of("rollcall-admin", "rollcall-audit", "rollcall-scim")) {
            var claims = verified(answer.path("access_token"), audience);
            assertThat(claims.getSubject()).isEqualTo(MembershipStandIn.OWNER_ACCOUNT.toString());
            assertThat(claims.getStringClaimValue("upn")).isEqualTo(OWNER_EMAIL);
            assertThat(claims.getClaimValue("platform")).isEqualTo(true);
            assertThat(claims.getStringListClaimValue("groups")).containsExactly("platform");
            assertThat(claims.hasClaim("org")).isFalse();
            assertThat(claims.getExpirationTime().getValue()
                            - claims.getIssuedAt().getValue())
                    .isEqualTo(600);
        }
    }

    @Test
    void theKeysAreShownWithoutTheirPrivateHalfAndMayBeCached() {
        Response jwks = somebody().get("/.well-known/jwks.json");
        jwks.then()
                .statusCode(200)
                .header("Cache-Control", "public, max-age=300")
                .body("keys[0].kty", equalTo("EC"))
                .body("keys[0].crv", equalTo("P-256"))
                .body("keys[0].alg", equalTo("ES256"))
                .body("keys[0].use", equalTo("sig"));
        assertThat(jwks.jsonPath().getList("keys.d")).containsOnlyNulls();
    }

    @Test
    void wrongCredentialsOfAnyKindGetOneAnswer() {
        for (var wrong : List.of(
                owner("secret", "wrong password"),
                owner("identifier", "nobody@rollcall.example"),
                owner("identifier", "acme"),
                owner("identifier", "' OR 1=1 --"))) {
            exchange(wrong)
                    .then()
                    .statusCode(401)
                    .contentType(containsString("application/problem+json"))
                    .body("code", equalTo("CREDENTIALS_WRONG"))
                    .body("detail", equalTo("Unknown e-mail or wrong password."));
        }
    }

    @Test
    void aLongerLifeIsGivenOnlyAsFarAsTheInstallationAllows() {
        exchange(owner("lifetime", 3600)).then().statusCode(200).body("expires_in", equalTo(3600));
        exchange(owner("lifetime", 3601)).then().statusCode(403).body("code", equalTo("LIFETIME_TOO_LONG"));
        exchange(owner("lifetime", -1)).then().statusCode(400).body("code", equalTo("VALUE_INVALID"));
    }

    @Test
    void badInputIsRefusedInWordsAndNeverBreaksAnything() {
        for (String body : List.of(
                "",
                "null",
                "{",
                "[]",
                "{}",
                "\"x\"",
                "{\"identifier\":1,\"secret\":{}}",
                "{\"identifier\":\"" + "x".repeat(321) + "\",\"secret\":\"x\"}",
                "{\"identifier\":\"x\",\"secret\":\"" + "x".repeat(1025) + "\"}",
                "{\"identifier\":\"x\",\"secret\":\"x\",\"lifetime\":\"soon\"}")) {
            somebody()
                    .contentType(ContentType.JSON)
                    .body(body)
                    .post("/v2/auth/token")
                    .then()
                    .statusCode(400);
        }
        exchange(owner("identifier", "nul\u0000byte")).then().statusCode(401);
        somebody()
                .contentType("text/plain")
                .body("x")
                .post("/v2/auth/token")
                .then()
                .statusCode(415);
        somebody()
                .contentType(ContentType.JSON)
                .body("x".repeat(70_000))
                .post("/v2/auth/token")
                .then()
                .statusCode(413);
    }

    @Test
    void aSessionGivesTokensUntilItEnds() throws Exception {
        // given
        String cookie = signedIn();

        // when
        Response answer = somebody().cookie(COOKIE, cookie).post("/v2/sessions/token");

        // then
        answer.then().statusCode(200).body("expires_in", equalTo(600));
        assertThat(verified(answer.path("access_token"), "rollcall-admin").getSubject())
                .isEqualTo(MembershipStandIn.OWNER_ACCOUNT.toString());
        somebody()
                .cookie(COOKIE, cookie)
                .contentType(ContentType.JSON)
                .body(Map.of("lifetime", 3601))
                .post("/v2/sessions/token")
                .then()
                .statusCode(403);
        somebody()
                .cookie(COOKIE, "x".repeat(43))
                .post("/v2/sessions/token")
                .then()
                .statusCode(401)
                .body("code", equalTo("SESSION_ENDED"));
    }

    @Test
    void aGuesserIsStoppedAndTheOwnerElsewhereIsNot() {
        // given
        String attacker = "203.0.113.77";
        var wrong = owner("identifier", "guessed@rollcall.example");

        // when
        var statuses = java.util.stream.IntStream.range(0, 30)
                .mapToObj(i -> exchange(from(attacker), wrong).statusCode())
                .toList();

        // then
        assertThat(statuses).containsOnly(401, 429).endsWith(429);
        assertThat(statuses.stream().filter(status -> status == 401).count()).isLessThan(15);
        exchange(from(attacker), OWNER)
                .then()
                .statusCode(429)
                .header("Retry-After", "5")
                .body("code", equalTo("RATE_LIMITED"));
        exchange(OWNER).then().statusCode(200);
        Gateway.awaitEvents("sso.signin.platform", all -> all.stream().anyMatch(event -> limited(event, attacker)));
    }

    @SuppressWarnings("unchecked")
    private static boolean limited(Map<String, Object> event, String address) {
        var data = (Map<String, Map<String, Object>>) event.get("data");
        return event.get("type").equals("dev.rollcall.sso.SignInDenied.v1")
                && data.get("reason").get("code").equals("RATE_LIMITED")
                && data.get("pii").get("ip").equals(address);
    }

    @Test
    void manyAttemptsAtOnceAreAnsweredAndTheRightOneAmongThemIsLetIn() throws Exception {
        // given
        try (var browsers = java.util.concurrent.Executors.newFixedThreadPool(12)) {
            // when
            var wrong = java.util.stream.IntStream.range(0, 11)
                    .mapToObj(i -> browsers.submit(() -> exchange(owner("identifier", "crowd" + i + "@x.example"))
                            .statusCode()))
                    .toList();
            var right = browsers.submit(() -> exchange(OWNER).statusCode());

            // then: refused or told to come again, and nobody waits for ever
            for (var each : wrong) {
                assertThat(each.get()).isIn(401, 503);
            }
            assertThat(right.get()).isIn(200, 503);
        }
    }
}
