package dev.rollcall.sso.accesstoken;

import static dev.rollcall.sso.Gateway.exchange;
import static dev.rollcall.sso.Gateway.somebody;
import static dev.rollcall.sso.Gateway.verified;
import static dev.rollcall.sso.MembershipStandIn.ACME;
import static dev.rollcall.sso.MembershipStandIn.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.rollcall.contract.signin.SignInConnection;
import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.kit.TestTokens;
import dev.rollcall.sso.ConnectionsStandIn;
import dev.rollcall.sso.Gateway;
import dev.rollcall.sso.MembershipStandIn;
import dev.rollcall.sso.flow.TestConnections;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** R-ACC-3, R-ACC-5: organizations' access tokens from their making to their end, and who must not reach them. */
@QuarkusTest
class AccessTokensIT {
    private static final String PATH = "/v2/orgs/{organization}/access-tokens";

    private static RequestSpecification owner() {
        return somebody().auth().preemptive().oauth2(TestTokens.platform(MembershipStandIn.OWNER_ACCOUNT));
    }

    private static Response create(String organization, Map<String, Object> wanted) {
        return owner().contentType(ContentType.JSON).body(wanted).post(PATH, organization);
    }

    private static Response created(String organization, String label) {
        Response answer = create(organization, Map.of("label", label, "scopes", List.of("scope-activity-read")));
        answer.then().statusCode(201);
        return answer;
    }

    private static Response use(String organization, String token) {
        return exchange(Map.of("identifier", organization, "secret", token));
    }

    @Test
    void aTokenIsShownOnceExchangedAndStopsWhenItIsDeleted() throws Exception {
        // given
        Response created = created("acme", "nightly export");
        String value = created.path("token");
        String id = created.path("id");

        // when
        Response answer = use("ACME", value);

        // then
        answer.then().statusCode(200).body("expires_in", equalTo(600));
        var claims = verified(answer.path("access_token"), "rollcall-audit");
        assertThat(claims.getStringClaimValue("org")).isEqualTo(ACME.toString());
        assertThat(claims.getStringListClaimValue("scopes")).containsExactly("scope-activity-read");
        assertThat(claims.getStringClaimValue("tid")).isEqualTo(id);
        assertThat(claims.getStringClaimValue("upn")).isEqualTo("nightly export");
        assertThat(claims.hasClaim("mid")).isFalse();
        assertThat(claims.hasClaim("platform")).isFalse();

        // and lists show what it is, not its value
        Response list = owner().get(PATH, "acme");
        assertThat(list.asString()).doesNotContain(value).doesNotContain(value.substring(24));
        Map<String, Object> listed = list.jsonPath().getMap("accessTokens.find { it.id == '" + id + "' }");
        assertThat(listed).containsEntry("prefix", value.substring(0, 23)).containsKey("lastUsedAt");

        // and once deleted it opens nothing
        owner().delete(PATH + "/{id}", "acme", id).then().statusCode(204);
        use("acme", value).then().statusCode(401).body("code", equalTo("CREDENTIALS_WRONG"));
        owner().delete(PATH + "/{id}", "acme", id).then().statusCode(404).body("code", equalTo("TOKEN_UNKNOWN"));
        Gateway.awaitEvents(
                "sso.signin.org." + ACME,
                all -> all.stream()
                                .filter(event -> ("access-token/" + id).equals(event.get("subject")))
                                .count()
                        == 2);
        assertThat(Gateway.events("sso.signin.org." + ACME).prettify()).doesNotContain(value.substring(24));
    }

    /** R-SSO-13, R-ACC-4: whoever must sign in over an identity provider that answers nobody still has their tokens, and no password. */
    @Test
    void tokensGoOnWhileSignInIsEnforcedAndTheIdentityProviderIsAway() {
        String value = created("acme", "before").path("token");
        SignInConnection open = TestConnections.saml();
        ConnectionsStandIn.put(new SignInConnection(
                open.id(),
                open.name(),
                open.version(),
                open.state(),
                ACME,
                List.of(ACME),
                open.domains(),
                true,
                open.idp()));

        use("acme", value).then().statusCode(200);
        use("acme", created("acme", "after").path("token")).then().statusCode(200);
        String covered = exchange(Map.of("identifier", "ann@acme.test", "secret", "any password of hers"))
                .then()
                .statusCode(401)
                .body("code", equalTo("CREDENTIALS_WRONG"))
                .extract()
                .path("detail");
        exchange(Map.of("identifier", "nobody@nowhere.test", "secret", "any password of theirs"))
                .then()
                .statusCode(401)
                .body("detail", equalTo(covered));
        ConnectionsStandIn.delete(open.id());
    }

    @Test
    void everyWayToBeWrongGetsOneAnswer() {
        String value = created("acme", "wrong").path("token");
        String damaged = value.substring(0, value.length() - 1) + (value.endsWith("0") ? "1" : "0");
        for (var wrong : List.of(
                use("globex", value),
                use("nowhere", value),
                use("../accounts/owner", value),
                use("acme", damaged),
                use("acme", "rc_oat_"),
                use("acme", OrganizationToken.fresh().text()))) {
            wrong.then()
                    .statusCode(401)
                    .body("code", equalTo("CREDENTIALS_WRONG"))
                    .body("detail", equalTo("Unknown organization or access token."));
        }
    }

    @Test
    void aTokenEndsAtItsTimeAndWhatIsMadeFromItEndsNoLater() throws SQLException {
        // given
        Response created = create(
                "acme",
                Map.of(
                        "label", "short",
                        "scopes", List.of("scope-member-read"),
                        "expiresAt", Instant.now().plusSeconds(120).toString()));
        String value = created.path("token");

        // then
        int lifetime = use("acme", value).then().statusCode(200).extract().path("expires_in");
        assertThat(lifetime).isBetween(60, 120);

        // and when its time has come
        execute("UPDATE access_token SET expires_at = now() - interval '1 second' WHERE id = '" + created.path("id")
                + "'");

        // then
        use("acme", value).then().statusCode(401);
    }

    @Test
    void onlyAnOwnerOfThatOrganizationReachesItsTokens() {
        // given
        String id = created("acme", "guarded").path("id");
        String otherOrganizations = TestTokens.organization(UUID.randomUUID(), GLOBEX, Set.of("scope-member-edit"));
        String ownTokens = TestTokens.organization(UUID.randomUUID(), ACME, Set.of("scope-member-edit"));

        // then
        somebody().get(PATH, "acme").then().statusCode(401).body("code", equalTo("TOKEN_MISSING"));
        somebody().auth().preemptive().oauth2("x.y.z").get(PATH, "acme").then().statusCode(401);
        for (String path : List.of("acme", ACME.toString())) {
            as(otherOrganizations).get(PATH, path).then().statusCode(404).body("code", equalTo("ORGANIZATION_UNKNOWN"));
            as(otherOrganizations)
                    .delete(PATH + "/{id}", path, id)
                    .then()
                    .statusCode(404)
                    .body("code", equalTo("ORGANIZATION_UNKNOWN"));
            as(ownTokens).get(PATH, path).then().statusCode(403).body("code", equalTo("ROLE_INSUFFICIENT"));
            as(ownTokens).delete(PATH + "/{id}", path, id).then().statusCode(403);
        }
        as(ownTokens)
                .contentType(ContentType.JSON)
                .body(Map.of("label", "more", "scopes", List.of("scope-member-edit")))
                .post(PATH, "acme")
                .then()
                .statusCode(403);
        owner().delete(PATH + "/{id}", "globex", id).then().statusCode(404).body("code", equalTo("TOKEN_UNKNOWN"));
        owner().get(PATH, "nowhere").then().statusCode(404).body("code", equalTo("ORGANIZATION_UNKNOWN"));
        owner().delete(PATH + "/{id}", "acme", "no-uuid").then().statusCode(404);
        assertThat(owner().get(PATH, "acme").jsonPath().getList("accessTokens.id"))
                .contains(id);
    }

    private static RequestSpecification as(String token) {
        return somebody().auth().preemptive().oauth2(token);
    }

    @Test
    void whatIsNoTokenIsRefusedByName() {
        create("acme", Map.of("label", "x", "scopes", List.of("scope-root")))
                .then()
                .statusCode(400)
                .body("detail", containsString("scope-member-read"));
        create("acme", Map.of("scopes", List.of("scope-member-read")))
                .then()
                .statusCode(400)
                .body("detail", containsString("label"));
        create("acme", Map.of("label", "x", "scopes", List.of("scope-member-read"), "expiresAt", "tomorrow"))
                .then()
                .statusCode(400);
        owner().contentType(ContentType.JSON).body("").post(PATH, "acme").then().statusCode(400);
    }

    @Test
    void theHundredAndFirstTokenIsRefusedAlsoWhenManyAreMadeAtOnce() throws Exception {
        // given: 97, of which some are expired
        execute("DELETE FROM access_token WHERE organization_id = '" + GLOBEX + "'");
        execute("INSERT INTO access_token SELECT '" + GLOBEX
                + "', gen_random_uuid(), 'P' || n, 'x', 'l', '', '{scope-member-read}', gen_random_uuid(), now(),"
                + " now() - interval '1 day', NULL FROM generate_series(1, 97) n");

        // when
        try (var clients = Executors.newFixedThreadPool(8)) {
            var answers = clients.invokeAll(Collections.nCopies(8, (Callable<Response>)
                    () -> create("globex", Map.of("label", "x", "scopes", List.of("scope-member-read")))));

            // then
            int made = 0;
            for (var answer : answers) {
                int status = answer.get().statusCode();
                assertThat(status).isIn(201, 409);
                made += status == 201 ? 1 : 0;
            }
            assertThat(made).isEqualTo(3);
        }
        create("globex", Map.of("label", "x", "scopes", List.of("scope-member-read")))
                .then()
                .statusCode(409)
                .body("code", equalTo("TOKEN_LIMIT"));
        assertThat(owner().get(PATH, "globex").jsonPath().getList("accessTokens"))
                .hasSize(100);
    }

    private static void execute(String sql) throws SQLException {
        var infra = InfraTestResource.infra();
        try (Connection connection =
                        DriverManager.getConnection(infra.jdbcUrl("sso"), infra.user("sso"), infra.password("sso"));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
