package dev.rollcall.membership.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.rollcall.contract.provisioning.ScimClient;
import dev.rollcall.contract.provisioning.ScimToken;
import dev.rollcall.contract.provisioning.TokenProof;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.membership.admin.AdminFixture;
import dev.rollcall.membership.admin.AdminFixture.House;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
class ScimTokenIT {
    @Inject
    AdminFixture admin;

    @Inject
    ScimTokens tokens;

    private String path(UUID connection) {
        return "/v2/connections/" + connection + "/scim-tokens";
    }

    private String mint(UUID connection, Map<String, Object> body) {
        return admin.post(admin.platform(), path(connection), body)
                .statusCode(201)
                .header("Cache-Control", equalTo("no-store"))
                .extract()
                .path("token");
    }

    private static TokenProof proof(String token) {
        return ScimToken.parse(token).orElseThrow().proof("192.0.2.7");
    }

    private void assertVoid(String token) {
        assertThatThrownBy(() -> tokens.authenticate(proof(token)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.refusal()).isEqualTo(Refusal.TOKEN_INVALID));
    }

    /** R-TOK-5, R-TOK-6. */
    @Test
    void aTokenSpeaksForItsConnectionAndIsKeptAsAHashOnly() {
        House house = admin.organization();
        UUID connection = admin.connection(house);

        String token = mint(connection, Map.of("label", "okta"));

        ScimClient client = tokens.authenticate(proof(token));
        assertThat(client.connectionId()).isEqualTo(connection);
        assertThat(client.connectionName()).isEqualTo("main");
        assertThat(client.scimEnabled()).isFalse();
        assertThat(client.rateLimit()).isPositive();
        String secret = ScimToken.parse(token).orElseThrow().secret();
        assertThat(admin.number(
                        "select count(*) from scim_token t where connection_id = ? and t::text like ?",
                        connection,
                        "%" + secret + "%"))
                .isZero();
        assertThat(admin.events(house.id())).endsWith("ScimTokenCreated");
        assertThat(admin.bodies(house.id(), "ScimTokenCreated"))
                .singleElement()
                .asString()
                .doesNotContain(secret);
        admin.get(admin.platform(), path(connection))
                .statusCode(200)
                .body("tokens", hasSize(1))
                .body("tokens[0].label", equalTo("okta"))
                .body("tokens[0].state", equalTo("LIVE"))
                .body("tokens[0].lastUsedAt", notNullValue())
                .body("tokens[0].lastUsedAddress", equalTo("192.0.2.7"))
                .body("tokens[0].token", nullValue());
    }

    @Test
    void twoTokensLiveAtOnceAndAThirdIsRefused() {
        House house = admin.organization();
        UUID connection = admin.connection(house);
        String first = mint(connection, Map.of());
        String second = mint(connection, Map.of());

        admin.post(admin.platform(), path(connection), Map.of()).statusCode(409).body("code", equalTo("TOKEN_LIMIT"));
        admin.post(admin.platform(), path(connection), Map.of("graceSeconds", 60))
                .statusCode(409);

        assertThat(tokens.authenticate(proof(first)).connectionId()).isEqualTo(connection);
        assertThat(tokens.authenticate(proof(second)).connectionId()).isEqualTo(connection);
    }

    @Test
    void ofManyRequestsAtOnceTwoGetAToken() throws Exception {
        UUID connection = admin.connection(admin.organization());
        String token = admin.platform();

        try (var threads = Executors.newFixedThreadPool(6)) {
            List<Future<Integer>> answers = java.util.stream.IntStream.range(0, 6)
                    .mapToObj(i -> threads.submit(() -> admin.post(token, path(connection), Map.of())
                            .extract()
                            .statusCode()))
                    .toList();
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isIn(201, 409);
            }
        }

        assertThat(admin.number("select count(*) from scim_token where connection_id = ?", connection))
                .isEqualTo(2);
    }

    /** R-TOK-4. */
    @Test
    void aRotationLetsTheOldTokenLiveForTheGrace() {
        House house = admin.organization();
        UUID connection = admin.connection(house);
        String old = mint(connection, Map.of());

        String fresh = mint(connection, Map.of("graceSeconds", 3600));

        assertThat(tokens.authenticate(proof(fresh)).expiresAt()).isNull();
        Instant end = tokens.authenticate(proof(old)).expiresAt();
        assertThat(end)
                .isBetween(
                        Instant.now().plus(55, ChronoUnit.MINUTES),
                        Instant.now().plus(1, ChronoUnit.HOURS));
        assertThat(admin.events(house.id())).endsWith("ScimTokenCreated", "ScimTokenRotated");
    }

    @Test
    void aRotationWithoutGraceEndsAllOthersAtOnce() {
        UUID connection = admin.connection(admin.organization());
        String first = mint(connection, Map.of());
        String second = mint(connection, Map.of());

        String fresh = mint(connection, Map.of("graceSeconds", 0));

        assertVoid(first);
        assertVoid(second);
        assertThat(tokens.authenticate(proof(fresh)).connectionId()).isEqualTo(connection);
    }

    @Test
    void theUsualGraceIsADay() {
        UUID connection = admin.connection(admin.organization());
        String old = mint(connection, Map.of());

        mint(connection, Map.of("rotate", true));

        assertThat(tokens.authenticate(proof(old)).expiresAt())
                .isBetween(
                        Instant.now().plus(23, ChronoUnit.HOURS), Instant.now().plus(24, ChronoUnit.HOURS));
    }

    @Test
    void aRevokedTokenIsVoidAtOnceAndToldOnce() {
        House house = admin.organization();
        UUID connection = admin.connection(house);
        String token = mint(connection, Map.of());
        String id = admin.get(admin.platform(), path(connection)).extract().path("tokens[0].id");

        admin.delete(admin.platform(), path(connection) + "/" + id).statusCode(204);
        admin.delete(admin.platform(), path(connection) + "/" + id).statusCode(204);

        assertVoid(token);
        assertThat(admin.events(house.id())).endsWith("ScimTokenCreated", "ScimTokenRevoked");
        admin.get(admin.platform(), path(connection)).body("tokens[0].state", equalTo("REVOKED"));
        mint(connection, Map.of());
        mint(connection, Map.of());
    }

    @Test
    void anExpiredOrWrongTokenIsVoid() {
        UUID connection = admin.connection(admin.organization());
        String token = mint(
                connection, Map.of("expiresAt", Instant.now().plusSeconds(60).toString()));
        TokenProof good = proof(token);
        assertThat(tokens.authenticate(good).expiresAt()).isNotNull();

        for (TokenProof wrong : List.of(
                new TokenProof(good.publicId(), "0".repeat(64), null),
                new TokenProof("a".repeat(16), good.secretSha256(), null),
                new TokenProof("\0", good.secretSha256(), null),
                new TokenProof(good.publicId(), "", null))) {
            assertThatThrownBy(() -> tokens.authenticate(wrong)).isInstanceOf(Refused.class);
        }
        admin.change(
                "update scim_token set expires_at = now() - interval '1 second' where connection_id = ?", connection);

        assertVoid(token);
    }

    @Test
    void useIsRecordedOnceAMinute() {
        UUID connection = admin.connection(admin.organization());
        String token = mint(connection, Map.of());
        tokens.authenticate(proof(token));
        admin.change("update scim_token set last_used_address = 'marker' where connection_id = ?", connection);

        tokens.authenticate(proof(token));
        assertThat(admin.number(
                        "select count(*) from scim_token where connection_id = ? and last_used_address = 'marker'",
                        connection))
                .isEqualTo(1);
        admin.change(
                "update scim_token set last_used_at = last_used_at - interval '1 minute' where connection_id = ?",
                connection);
        tokens.authenticate(proof(token));

        assertThat(admin.number(
                        "select count(*) from scim_token where connection_id = ? and last_used_address = '192.0.2.7'",
                        connection))
                .isEqualTo(1);
    }

    @Test
    void everyBadValueIsNamed() {
        UUID connection = admin.connection(admin.organization());
        record Case(String field, Object value) {}

        for (Case wrong : List.of(
                new Case("graceSeconds", 86_401),
                new Case("graceSeconds", -1),
                new Case("expiresAt", "tomorrow"),
                new Case("expiresAt", "2020-01-01T00:00:00Z"),
                new Case("expiresAt", "+999999999-01-01T00:00:00Z"),
                new Case("label", "x".repeat(101)),
                new Case("scopes", "all"))) {
            admin.post(admin.platform(), path(connection), Map.of(wrong.field(), wrong.value()))
                    .statusCode(400)
                    .body("detail", containsString(wrong.field() + ":"));
        }
    }

    /** R-TOK-6, R-TOK-7: owners alone, and of this connection. */
    @Test
    void tokensAreTheirConnectionsOwn() {
        House mine = admin.organization();
        UUID own = admin.connection(mine);
        UUID foreign = admin.connection(admin.organization());
        mint(foreign, Map.of());
        String foreignToken =
                admin.get(admin.platform(), path(foreign)).extract().path("tokens[0].id");
        String owner = admin.person(mine, "owner").token();

        admin.get(owner, path(foreign)).statusCode(404);
        admin.post(owner, path(foreign), Map.of()).statusCode(404);
        admin.delete(owner, path(foreign) + "/" + foreignToken).statusCode(404);
        admin.delete(owner, path(own) + "/" + foreignToken).statusCode(404).body("code", equalTo("TOKEN_UNKNOWN"));
        admin.post(admin.person(mine, "editor").token(), path(own), Map.of()).statusCode(403);
    }
}
