package dev.rollcall.sso.stream;

import static dev.rollcall.sso.Gateway.somebody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.rollcall.contract.event.Topics;
import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.kit.TestTokens;
import dev.rollcall.outbox.Outbox;
import dev.rollcall.sso.Gateway;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

/** Events on their way out, and who may ask for them again. */
@QuarkusTest
class StreamsIT {
    private static final String EVENTS = "/internal/v1/streams/sso.signin.platform/events?from=1&to=10";

    @Test
    void aSignInReachesKafkaInTheStreamOfThePlatform() {
        // given
        Gateway.signedIn();

        // when
        List<String> keys = new ArrayList<>();
        List<String> values = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", InfraTestResource.infra().kafkaBootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer())) {
            String topic = Topics.SIGNIN_EVENTS.topicName();
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (values.stream().noneMatch(StreamsIT::isBrowserSignIn) && System.nanoTime() < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    keys.add(record.key());
                    values.add(record.value());
                });
            }
        }

        // then
        assertThat(values).anyMatch(StreamsIT::isBrowserSignIn);
        assertThat(keys).contains("platform");
        assertThat(values).noneMatch(value -> value.contains(Gateway.OWNER_PASSWORD));
    }

    private static boolean isBrowserSignIn(String event) {
        return event.contains("dev.rollcall.sso.SignInSucceeded.v1") && event.contains("\"channel\":\"BROWSER\"");
    }

    @Test
    void onlyAuditServiceReachesInternalPaths() {
        somebody().get(EVENTS).then().statusCode(401).body("code", equalTo("TOKEN_MISSING"));
        as(TestTokens.service("scim-endpoint", "sso-gateway"))
                .get(EVENTS)
                .then()
                .statusCode(401);
        // Trusted, but for other paths.
        as(TestTokens.service("membership-service", "sso-gateway"))
                .get(EVENTS)
                .then()
                .statusCode(403);
        as(TestTokens.service("audit-service", "membership-service"))
                .get(EVENTS)
                .then()
                .statusCode(401);
        as(TestTokens.platform(java.util.UUID.randomUUID())).get(EVENTS).then().statusCode(401);
        as(TestTokens.service("audit-service", "sso-gateway"))
                .get(EVENTS)
                .then()
                .statusCode(200);
    }

    /** However the path is written: what reaches the endpoint has passed the filter. */
    @Test
    void noSpellingOfThePathPassesTheFilter() {
        for (String path : List.of(
                "//internal/v1/streams/x/events?to=1",
                "/%69nternal/v1/streams/x/events?to=1",
                "/./internal/v1/streams/x/events?to=1",
                "/x/../internal/v1/streams/x/events?to=1",
                "/internal;a=b/v1/streams/x/events?to=1",
                "/internal//v1/streams/x/events?to=1",
                "/;/internal/v1/streams/x/events?to=1",
                "/INTERNAL/v1/streams/x/events?to=1")) {
            int status = somebody().urlEncodingEnabled(false).get(path).statusCode();
            assertThat(status).as(path).isIn(400, 401, 404);
        }
    }

    @Test
    void aRangeThatIsNoneIsRefused() {
        as(TestTokens.service("audit-service", "sso-gateway"))
                .get("/internal/v1/streams/sso.signin.platform/events?from=5&to=4")
                .then()
                .statusCode(400)
                .body("code", equalTo("VALUE_INVALID"));
    }

    private static io.restassured.specification.RequestSpecification as(String token) {
        return somebody().auth().preemptive().oauth2(token);
    }

    @Test
    void theTablesAreThoseThatTheRelayExpects() throws IOException {
        try (var migration = StreamsIT.class.getResourceAsStream("/db/migration/V2__outbox.sql")) {
            assertThat(new String(migration.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(Outbox.schemaSql());
        }
    }
}
