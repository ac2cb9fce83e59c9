package dev.rollcall.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.contract.event.CloudEvent;
import dev.rollcall.contract.event.EventData.Actor;
import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.event.StreamKey;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Events as the sources would publish them, for one organization each. */
public record Facts(UUID organization, UUID connection) {
    public static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    public static Facts ofSomeOrganization() {
        return new Facts(UUID.randomUUID(), UUID.randomUUID());
    }

    public StreamKey stream() {
        return StreamKey.organization(organization);
    }

    public String actor() {
        return "scim:" + connection;
    }

    public CloudEvent provisioned(long seq, String userName) {
        return event(stream(), EventType.USER_PROVISIONED, seq, Instant.now(), member(userName));
    }

    public CloudEvent provisioned(long seq, String userName, Instant time) {
        return event(stream(), EventType.USER_PROVISIONED, seq, time, member(userName));
    }

    public CloudEvent of(EventType type, long seq, Map<String, Object> more) {
        return event(stream(), type, seq, Instant.now(), more);
    }

    public CloudEvent event(StreamKey stream, EventType type, long seq, Instant time, Map<String, Object> more) {
        Map<String, Object> data = new java.util.TreeMap<>(more);
        if (stream.partitionKey().startsWith("org:")) {
            data.put("orgId", organization.toString());
        }
        data.put("actor", Map.of("type", "scim", "id", connection.toString()));
        JsonNode tree = JSON.valueToTree(data);
        return new CloudEvent(
                "1.0",
                UUID.randomUUID().toString(),
                stream.source(),
                type.wireName(),
                "member/" + UUID.randomUUID(),
                MICROS.format(time),
                MICROS.format(time),
                "application/json",
                type.dataSchema(),
                stream.partitionKey(),
                CloudEvent.padded(seq),
                "1",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "req-1",
                null,
                "service_account",
                new Actor(Actor.Type.SCIM, connection.toString(), null).reference(),
                tree,
                Map.of());
    }

    private static Map<String, Object> member(String userName) {
        return Map.of(
                "after",
                Map.of("memberId", UUID.randomUUID().toString(), "userName", userName, "role", "member"),
                "pii",
                Map.of("email", userName + "@acme.example"));
    }

    public static byte[] bytes(CloudEvent event) {
        try {
            return JSON.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As the relay sends it, headers included. */
    public static ProducerRecord<byte[], byte[]> record(CloudEvent event) {
        return record(event, bytes(event));
    }

    /** With another value than the event's own. */
    public static ProducerRecord<byte[], byte[]> record(CloudEvent event, byte[] value) {
        String topic = EventType.ofWireName(event.type()).orElseThrow().topic().topicName();
        var record = new ProducerRecord<>(topic, event.partitionkey().getBytes(), value);
        record.headers().add("ce_source", event.source().getBytes());
        record.headers().add("ce_sequence", event.sequence().getBytes());
        return record;
    }
}
