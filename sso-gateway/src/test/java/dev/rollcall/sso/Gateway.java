package dev.rollcall.sso;

import static io.restassured.RestAssured.given;

import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.kit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;

/** The running gateway as a browser or a client meets it, and what surrounds it in every integration test. */
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "sso"))
@QuarkusTestResource(MembershipStandIn.class)
public final class Gateway {
    public static final String OWNER_EMAIL = "owner@rollcall.example";
    public static final String OWNER_PASSWORD = "correct horse battery staple";
    public static final String COOKIE = "__Host-rollcall";
    public static final String FORM_COOKIE = "__Host-rollcall-form";
    public static final String ISSUER = "http://localhost:8082";

    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"formToken\" value=\"([^\"]+)\"");
    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    private Gateway() {}

    /** A client from an address that no other test has used. */
    public static RequestSpecification somebody() {
        return from("10.1." + ADDRESSES.incrementAndGet() / 250 + "." + (1 + ADDRESSES.get() % 250));
    }

    public static RequestSpecification from(String address) {
        return given().header("X-Forwarded-For", address).redirects().follow(false);
    }

    /** The page's hidden field. */
    public static String formToken(Response page) {
        Matcher field = FORM_TOKEN.matcher(page.asString());
        if (!field.find()) {
            throw new AssertionError("no form on the page: " + page.asString());
        }
        return field.group(1);
    }

    /** Opens the sign-in page and sends its form. */
    public static Response signIn(String identifier, String secret) {
        Response page = somebody().get("/");
        return somebody()
                .cookie(FORM_COOKIE, page.getCookie(FORM_COOKIE))
                .formParam("formToken", formToken(page))
                .formParam("identifier", identifier)
                .formParam("secret", secret)
                .post("/sign-in");
    }

    /** The cookie of a browser in which the owner has just signed in. */
    public static String signedIn() {
        return signIn(OWNER_EMAIL, OWNER_PASSWORD)
                .then()
                .statusCode(303)
                .extract()
                .cookie(COOKIE);
    }

    public static Response exchange(Map<String, Object> request) {
        return exchange(somebody(), request);
    }

    public static Response exchange(RequestSpecification client, Map<String, Object> request) {
        return client.contentType(ContentType.JSON).body(request).post("/v2/auth/token");
    }

    /** What a verifier that knows nothing but our JWKS reads in a token; fails when it would not take it. */
    public static JwtClaims verified(String token, String audience) {
        try {
            var keys = new JsonWebKeySet(given().get("/.well-known/jwks.json").asString());
            return new JwtConsumerBuilder()
                    .setVerificationKeyResolver(new JwksVerificationKeyResolver(keys.getJsonWebKeys()))
                    .setExpectedIssuer(ISSUER)
                    .setExpectedAudience(audience)
                    .setRequireExpirationTime()
                    .setRequireJwtId()
                    .build()
                    .processToClaims(token);
        } catch (InvalidJwtException | JoseException e) {
            throw new AssertionError(e);
        }
    }

    /** The events of one stream so far, as audit-service would ask for them. */
    public static JsonPath events(String streamKey) {
        return given().header("Authorization", "Bearer " + TestTokens.service("audit-service", "sso-gateway"))
                .queryParam("from", 1)
                .queryParam("to", 1_000_000)
                .get("/internal/v1/streams/" + streamKey + "/events")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** Waits until the stream's events are as they should be, at most ten seconds; gives them. */
    public static List<Map<String, Object>> awaitEvents(
            String streamKey, Predicate<List<Map<String, Object>>> complete) {
        List<Map<String, Object>> events = events(streamKey).getList("");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!complete.test(events)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not in time: " + events);
            }
            events = events(streamKey).getList("");
        }
        return events;
    }
}
