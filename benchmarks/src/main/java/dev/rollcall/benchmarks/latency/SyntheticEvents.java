package dev.rollcall.benchmarks.latency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.contract.event.CloudEvent;
import dev.rollcall.contract.event.EventData;
import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.event.MemberState;
import dev.rollcall.contract.event.StreamKey;
import dev.rollcall.contract.event.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * UserProvisioned events of organizations that exist nowhere else, numbered from 1 as membership-service's relay would number them.
 *
 * @param organizations each a stream of its own; events go to them in turn
 */
record SyntheticEvents(List<UUID> organizations) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final UUID CONNECTION = new UUID(0x7000L, 0x8000000000000000L);

    /** The event of that number over all organizations, from 0. */
    ProducerRecord<String, byte[]> record(int number, String id, Instant now) throws JsonProcessingException {
        UUID organization = organizations.get(number % organizations.size());
        StreamKey stream = StreamKey.organization(organization);
        String sequence = CloudEvent.padded(1L + number / organizations.size());
        CloudEvent event = event(stream, sequence, id, MICROS.format(now), data(organization, number));
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                Topics.MEMBERSHIP_EVENTS.topicName(), stream.partitionKey(), JSON.writeValueAsBytes(event));
        header(record, "content-type", CloudEvent.CONTENT_TYPE);
        header(record, "ce_id", id);
        header(record, "ce_source", event.source());
        header(record, "ce_type", event.type());
        header(record, "ce_sequence", sequence);
        return record;
    }

    private static void header(ProducerRecord<String, byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static CloudEvent event(StreamKey stream, String sequence, String id, String time, EventData data) {
        EventType type = EventType.USER_PROVISIONED;
        return new CloudEvent(
                "1.0",
                id,
                stream.source(),
                type.wireName(),
                "member/" + id,
                time,
                time,
                "application/json",
                type.dataSchema(),
                stream.partitionKey(),
                sequence,
                "1",
                null,
                null,
                null,
                "service_account",
                data.actor().reference(),
                JSON.valueToTree(data),
                Map.of());
    }

    private static EventData data(UUID organization, int number) {
        EventData.Actor actor = new EventData.Actor(EventData.Actor.Type.SCIM, CONNECTION.toString(), null);
        UUID member = new UUID(0x7000L, 0x8000000000000000L | number);
        MemberState after = new MemberState(
                member, member, "robin" + number, "ACTIVE", "member", List.of(), "SCIM", "SCIM", "x-" + number, 1, 1);
        EventData.Pii pii =
                new EventData.Pii("robin" + number + "@bench.example", "Robin Sample " + number, null, null);
        return new EventData(
                organization, actor, null, CONNECTION, null, null, after, null, Map.of("origin", "SCIM"), pii);
    }
}
