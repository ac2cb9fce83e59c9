package dev.rollcall.membership.scimrequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.f4b6a3.uuid.UuidCreator;
import dev.rollcall.contract.event.Topics;
import dev.rollcall.contract.provisioning.ScimClient.Dialect;
import dev.rollcall.contract.provisioning.ScimRequestRecord;
import dev.rollcall.contract.provisioning.ScimToken;
import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.membership.admin.AdminFixture;
import dev.rollcall.membership.admin.AdminFixture.House;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** R-SCIM-50, R-TRB-2, R-TRB-13: from Kafka to the owner who reads. */
@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
class ScimRequestIT {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @Inject
    AdminFixture admin;

    @Inject
    ObjectMapper mapper;

    @Inject
    RequestDays days;

    @Inject
    RequestDenials denials;

    private House house;
    private UUID connection;
    private String path;

    @BeforeEach
    void aConnection() {
        house = admin.organization();
        connection = admin.connection(house);
        path = "/v2/connections/" + connection;
    }

    @Test
    void anOwnerReadsWhatWasAskedAndWhyItFailed() {
        UUID user = UUID.randomUUID();
        ScimRequestRecord created = request(connection, null, "POST", "/scim/v2/Users", 201, null);
        ScimRequestRecord refused = request(connection, null, "PATCH", "/scim/v2/Users/" + user, 403, "LAST_OWNER");
        send(created);
        send(refused);
        send(refused); // Kafka may bring it twice

        await(2);

        String owner = admin.person(house, "owner").token();
        admin.get(owner, path + "/scim-requests")
                .statusCode(200)
                .body("requests", hasSize(2))
                .body("requests[0].id", equalTo(refused.id().toString()))
                .body("requests[0].status", equalTo(403))
                .body("requests[0].traceId", equalTo(TRACE))
                .body("requests[0].attributes[0]", equalTo("active"))
                .body("requests[0].diagnosis.cause", containsString("last owner"))
                .body("requests[0].diagnosis.remedy", containsString("owner first"))
                .body("requests[1].diagnosis", nullValue())
                .body("next", nullValue());
        assertFound("?status=failed", 1);
        assertFound("?status=2xx", 1);
        assertFound("?status=409", 0);
        assertFound("?method=post", 1);
        assertFound("?user=" + user, 1);
        assertFound("?group=" + user, 0);
        assertFound("?trace_id=" + TRACE, 2);
        assertFound("?trace_id=" + TRACE.replace('4', '5'), 0);
        assertFound("?from=" + Instant.now().minusSeconds(3600), 2);
        assertFound("?until=" + Instant.now().minusSeconds(3600), 0);
        String next = admin.get(owner, path + "/scim-requests?page_size=1")
                .body("requests", hasSize(1))
                .extract()
                .path("next");
        admin.get(owner, path + "/scim-requests?page_size=1&cursor=" + next)
                .statusCode(200)
                .body("requests[0].id", equalTo(created.id().toString()));
    }

    /** R-TRB-2: whoever looks for a person finds how they came to be, by a POST or within a bulk request, and what the client did its own way. */
    @Test
    void aUserIsFoundWithTheRequestThatMadeThem() {
        UUID user = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        send(making(request(connection, null, "POST", "/scim/v2/Users", 201, null), user));
        send(making(request(connection, null, "POST", "/scim/v2/Users", 201, null), other));
        send(making(request(connection, null, "POST", "/scim/v2/Bulk", 200, null), other, user));
        send(request(connection, null, "GET", "/scim/v2/Users/" + user, 200, null));
        await(4);
        assertFound("?user=" + user, 3);
        assertFound("?user=" + other, 2);
        assertFound("?method=POST&group=" + other, 1); // a bulk request may make either
        admin.get(admin.platform(), path + "/scim-requests?status=201&user=" + user)
                .body("requests[0].created", equalTo(List.of(user.toString())))
                .body("requests[0].tolerated", equalTo(List.of("TEXT_FOR_BOOLEAN")));
    }

    /** O1, E10: shown to the owner, who may pin another one, GENERIC too, or none. */
    @Test
    void theGuessedDialectIsShownUntilAnOwnerPinsOne() {
        admin.get(admin.platform(), path)
                .body("dialect", equalTo("GENERIC"))
                .body("dialectPinned", equalTo(false))
                .body("dialectGuessed", nullValue());
        send(guessed(Dialect.OKTA));
        send(request(connection, null, "GET", "/scim/v2/Users", 200, null)); // gives nothing away
        await(2);
        admin.get(admin.platform(), path)
                .body("dialect", equalTo("OKTA"))
                .body("dialectPinned", equalTo(false))
                .body("dialectGuessed", equalTo("OKTA"));

        admin.patch(admin.platform(), path, Map.of("dialect", "GENERIC"))
                .statusCode(200)
                .body("dialect", equalTo("GENERIC"))
                .body("dialectPinned", equalTo(true));
        send(guessed(Dialect.ENTRA));
        await(3);
        admin.get(admin.platform(), path).body("dialect", equalTo("GENERIC")).body("dialectGuessed", equalTo("ENTRA"));

        Map<String, Object> none = new HashMap<>();
        none.put("dialect", null);
        admin.patch(admin.platform(), path, none)
                .statusCode(200)
                .body("dialect", equalTo("ENTRA"))
                .body("dialectPinned", equalTo(false));
        assertThat(admin.bodies(house.id(), "SsoConnectionUpdated"))
                .as("what an owner did, and no guess")
                .hasSize(2)
                .allMatch(body -> body.contains("\"attr\":\"dialectPinned\""));
    }

    /** A token that nobody knows must not say whose habits a connection has. */
    @Test
    void aRefusedTokenGuessesNothing() {
        String token = admin.post(admin.platform(), path + "/scim-tokens", Map.of("label", "old"))
                .statusCode(201)
                .extract()
                .path("token");
        ScimRequestRecord refused = request(
                null, ScimToken.parse(token).orElseThrow().publicId(), "GET", "/scim/v2/Users", 401, "TOKEN_INVALID");
        send(like(refused, refused.receivedAt(), Dialect.ENTRA, List.of()));
        await(1);
        admin.get(admin.platform(), path).body("dialectGuessed", nullValue());
    }

    private ScimRequestRecord guessed(Dialect dialect) {
        ScimRequestRecord request = request(connection, null, "GET", "/scim/v2/Users", 200, null);
        return like(request, request.receivedAt(), dialect, List.of());
    }

    /** Empty lists are not sent, and older records have fewer fields. */
    @Test
    void aRecordThatLeavesThingsOutIsRead() {
        sendRaw(
                ("{\"id\":\"%s\",\"receivedAt\":\"%s\",\"connectionId\":\"%s\",\"method\":\"GET\",\"path\":\"/scim/v2/Users\","
                                + "\"status\":200,\"durationMicros\":1,\"dialect\":\"OKTA\"}")
                        .formatted(UuidCreator.getTimeOrderedEpoch(), Instant.now(), connection)
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        await(1);
        admin.get(admin.platform(), path + "/scim-requests")
                .statusCode(200)
                .body("requests[0].tolerated", hasSize(0))
                .body("requests[0].created", hasSize(0))
                .body("requests[0].attributes", hasSize(0));
        assertFound("?user=" + connection, 0);
    }

    /** A token that does not count still belongs to somebody who must hear of it; one that nobody knows is nobody's. */
    @Test
    void arefusedTokenShowsInTheLogOfItsConnection() {
        String token = admin.post(admin.platform(), path + "/scim-tokens", Map.of("label", "old"))
                .statusCode(201)
                .extract()
                .path("token");
        String publicId = ScimToken.parse(token).orElseThrow().publicId();
        send(request(null, "unknownunknown00", "GET", "/scim/v2/Users", 401, "TOKEN_INVALID"));
        send(request(null, null, "GET", "/scim/v2/Users", 401, "TOKEN_MISSING"));
        send(request(null, publicId, "GET", "/scim/v2/Users", 401, "TOKEN_INVALID"));

        await(1);

        admin.get(admin.platform(), path + "/scim-requests")
                .body("requests[0].tokenPublicId", equalTo(publicId))
                .body("requests[0].diagnosis.cause", containsString("expired or revoked"));
        admin.get(admin.platform(), path + "/health")
                .statusCode(200)
                .body("state", equalTo("FAILING"))
                .body("lastFailure.code", equalTo("TOKEN_INVALID"))
                .body("lastSuccessAt", nullValue());
    }

    @Test
    void healthFollowsTheLatestRequests() {
        admin.get(admin.platform(), path + "/health").body("state", equalTo("NEVER_CONTACTED"));
        send(request(connection, null, "POST", "/scim/v2/Users", 403, "NO_SEAT"));
        await(1);
        admin.get(admin.platform(), path + "/health")
                .body("state", equalTo("FAILING"))
                .body("lastFailure.diagnosis.cause", containsString("seat"));
        send(request(connection, null, "GET", "/scim/v2/Users", 404, "USER_UNKNOWN"));
        await(2);
        admin.get(admin.platform(), path + "/health").body("state", equalTo("FAILING"));
        send(request(connection, null, "POST", "/scim/v2/Users", 201, null));
        await(3);
        admin.get(admin.platform(), path + "/health").body("state", equalTo("OK"));
    }

    /** The audit log hears of what was denied, once each, and of a flood as a count. */
    @Test
    void aDeniedRequestIsAnEventAndAFloodOfThemACount() {
        Instant minute = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        ScimRequestRecord first = at(minute, request(connection, null, "POST", "/scim/v2/Users", 403, "NO_SEAT"));
        send(first);
        send(first); // Kafka may bring it twice
        send(request(connection, null, "GET", "/scim/v2/Users", 200, null));
        send(request(connection, null, "GET", "/scim/v2/Users/x", 404, "USER_UNKNOWN"));
        await(3);
        assertThat(admin.bodies(house.id(), "ScimRequestDenied"))
                .singleElement()
                .asString()
                .contains("\"code\":\"NO_SEAT\"", "\"status\":403", TRACE, connection.toString());

        for (int n = 0; n < 24; n++) {
            send(at(minute, request(connection, null, "POST", "/scim/v2/Users", 403, "NO_SEAT")));
        }
        await(27);
        assertThat(admin.bodies(house.id(), "ScimRequestDenied")).hasSize(20);

        denials.tellCounts(minute.plus(DenialRules.COUNT_AFTER));
        assertThat(admin.bodies(house.id(), "ScimRequestDenied")).hasSize(20);
        denials.tellCounts(minute.plus(DenialRules.COUNT_AFTER).plusMillis(1));
        denials.tellCounts(minute.plus(DenialRules.COUNT_AFTER).plusMillis(1));
        assertThat(admin.bodies(house.id(), "ScimRequestDenied"))
                .hasSize(21)
                .filteredOn(body -> body.contains("\"count\":5"))
                .hasSize(1);
    }

    @Test
    void whatIsNoRecordStopsNobody() {
        sendRaw("no json".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        sendRaw("{\"id\":null}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        sendRaw(null);
        send(request(connection, null, "GET", "/scim/v2/Users", 200, null));
        await(1);
    }

    @Test
    void othersReadNothing() {
        House other = admin.organization();
        admin.get(admin.person(other, "owner").token(), path + "/scim-requests").statusCode(404);
        admin.get(admin.person(other, "owner").token(), path + "/health").statusCode(404);
        admin.get(admin.person(house, "editor").token(), path + "/scim-requests")
                .statusCode(403);
        admin.get(admin.person(house, "member").token(), path + "/health").statusCode(403);
    }

    @Test
    void aQuestionThatMakesNoSenseIsRefused() {
        for (String wrong : List.of(
                "status=9xx", "status=ok", "method=BREW", "user=me", "trace_id=x", "from=yesterday", "cursor=!")) {
            admin.get(admin.platform(), path + "/scim-requests?" + wrong).statusCode(400);
        }
        admin.get(admin.platform(), path + "/scim-requests?user=" + connection + "&group=" + connection)
                .statusCode(400)
                .body("detail", containsString("group"));
    }

    /** R-TRB-2: thirty days, and then a day goes at once. */
    @Test
    void aDayIsDroppedWhenItsTimeIsOver() {
        Instant long_ago = Instant.now().minus(40, ChronoUnit.DAYS);
        days.tend(long_ago);
        assertThat(tables(long_ago)).isEqualTo(1);
        days.tend(Instant.now());
        assertThat(tables(long_ago)).isZero();
        assertThat(tables(Instant.now())).isEqualTo(1);
        assertThat(tables(Instant.now().plus(1, ChronoUnit.DAYS))).isEqualTo(1);
    }

    private long tables(Instant day) {
        return admin.number(
                "select count(*) from pg_class where relkind = 'r' and relname = ?",
                "scim_request_" + day.toString().substring(0, 10).replace("-", ""));
    }

    private void assertFound(String query, int count) {
        admin.get(admin.platform(), path + "/scim-requests" + query)
                .statusCode(200)
                .body("requests", hasSize(count));
    }

    /** Until the log has so many entries. */
    private void await(int entries) {
        long end = System.nanoTime() + java.time.Duration.ofSeconds(30).toNanos();
        while (stored() < entries && System.nanoTime() < end) {
            LockSupport.parkNanos(20_000_000);
        }
        assertThat(stored()).isEqualTo(entries);
    }

    private long stored() {
        return admin.number("select count(*) from scim_request where connection_id = ?", connection);
    }

    private void send(ScimRequestRecord request) {
        try {
            sendRaw(mapper.writeValueAsBytes(request));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void sendRaw(byte[] value) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", InfraTestResource.infra().kafkaBootstrapServers());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.SCIM_REQUESTS.topicName(), "conn:" + connection, value));
        }
    }

    private static ScimRequestRecord at(Instant time, ScimRequestRecord like) {
        return like(like, time, null, List.of());
    }

    private static ScimRequestRecord making(ScimRequestRecord like, UUID... created) {
        return like(like, like.receivedAt(), null, List.of(created));
    }

    private static ScimRequestRecord like(ScimRequestRecord like, Instant time, Dialect guessed, List<UUID> created) {
        return new ScimRequestRecord(
                like.id(),
                time,
                like.connectionId(),
                like.tokenId(),
                like.tokenPublicId(),
                like.method(),
                like.path(),
                like.parameters(),
                like.status(),
                like.scimType(),
                like.code(),
                like.durationMicros(),
                like.traceId(),
                like.attributes(),
                like.ignored(),
                List.of("TEXT_FOR_BOOLEAN"),
                created,
                like.dialect(),
                guessed,
                like.remoteAddress(),
                like.userAgent());
    }

    private static ScimRequestRecord request(
            UUID connection, String tokenPublicId, String method, String path, int status, String code) {
        return new ScimRequestRecord(
                UuidCreator.getTimeOrderedEpoch(),
                Instant.now(),
                connection,
                null,
                tokenPublicId,
                method,
                path,
                List.of("filter"),
                status,
                null,
                code,
                1_234,
                TRACE,
                List.of("active"),
                List.of(),
                List.of(),
                List.of(),
                Dialect.OKTA,
                null,
                "192.0.2.1",
                "Okta SCIM Client 1.0.0");
    }
}
