package dev.rollcall.scimendpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.contract.event.Topics;
import dev.rollcall.kit.InfraTestResource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

/** R-SCIM-50: every request is recorded on Kafka, without anybody's data. */
@QuarkusTest
@QuarkusTestResource(NeighbourTestResource.class)
class RequestLogIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Neighbour neighbour = NeighbourTestResource.neighbour;

    @Inject
    MeterRegistry meters;

    @Test
    void acceptedAndRejectedRequestsAreRecordedWithoutValues() throws Exception {
        // given
        TestConnection connection = new TestConnection(neighbour, 10_000, true, null);
        // when
        connection
                .scim()
                .header("User-Agent", "Okta SCIM Client 1.0.0")
                .contentType("application/scim+json")
                .body(Map.of("userName", "logged@acme.example", "shoeSize", "46", "active", "True"))
                .post("/scim/v2/Users")
                .then()
                .statusCode(201);
        double counted = counted("text_for_boolean");
        connection
                .scim()
                .queryParam("filter", "userName eq logged@acme.example")
                .get("/scim/v2/Users")
                .then()
                .statusCode(200);
        connection
                .scim()
                .contentType("application/scim+json")
                .body("{")
                .post("/scim/v2/Users")
                .then()
                .statusCode(400);
        neighbour.forgets(connection.token);
        // then
        List<ConsumerRecord<String, byte[]>> records = records("conn:" + connection.client.connectionId(), 3);
        JsonNode created = json(records.get(0));
        assertThat(created.path("method").asText()).isEqualTo("POST");
        assertThat(created.path("path").asText()).isEqualTo("/scim/v2/Users");
        assertThat(created.path("status").asInt()).isEqualTo(201);
        assertThat(created.path("tokenId").asText())
                .isEqualTo(connection.client.tokenId().toString());
        assertThat(created.path("dialect").asText()).isEqualTo("OKTA");
        assertThat(created.path("attributes"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder("userName", "active");
        assertThat(created.path("ignored").get(0).asText()).isEqualTo("shoeSize");
        assertThat(created.path("tolerated"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder("TEXT_FOR_BOOLEAN", "SCHEMAS_MISSING", "UNKNOWN_ATTRIBUTE");
        assertThat(created.path("created").get(0).asText())
                .isEqualTo(neighbour.id("logged@acme.example").toString());
        assertThat(counted).isPositive();
        assertThat(json(records.get(1)).path("tolerated").get(0).asText()).isEqualTo("BARE_WORD");
        assertThat(created.path("traceId").asText()).matches("[0-9a-f]{32}");
        assertThat(created.path("durationMicros").asLong()).isPositive();
        assertThat(json(records.get(1)).path("parameters").get(0).asText()).isEqualTo("filter");
        assertThat(json(records.get(2)).path("scimType").asText()).isEqualTo("invalidSyntax");
        for (ConsumerRecord<String, byte[]> each : records) {
            assertThat(new String(each.value())).doesNotContain("logged@").doesNotContain(connection.token.secret());
        }
    }

    /** From the metrics, as an operator sees it. */
    private double counted(String quirk) {
        return meters.counter("rollcall.scim.tolerated", "quirk", quirk).count();
    }

    private static JsonNode json(ConsumerRecord<String, byte[]> entry) throws IOException {
        return Neighbour.MAPPER.readTree(entry.value());
    }

    /** All of one key are in one partition, so they come in the order of the requests. */
    private static List<ConsumerRecord<String, byte[]>> records(String key, int wanted) {
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        String topic = Topics.SCIM_REQUESTS.topicName();
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", InfraTestResource.infra().kafkaBootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (found.size() < wanted && System.nanoTime() < end) {
                for (ConsumerRecord<String, byte[]> entry : consumer.poll(Duration.ofMillis(200))) {
                    if (key.equals(entry.key())) {
                        found.add(entry);
                    }
                }
            }
        }
        assertThat(found).hasSize(wanted);
        return found;
    }
}
