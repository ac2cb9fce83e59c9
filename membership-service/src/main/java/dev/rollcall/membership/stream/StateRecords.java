package dev.rollcall.membership.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.event.Topics;
import dev.rollcall.outbox.LoggedEvent;
import dev.rollcall.outbox.Relay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The compacted topic of member states, made from the member events on their way out: value is the state after the event with the
 * stream's number, or a tombstone once the membership is gone. Partitioned by organization, as the events are.
 */
final class StateRecords implements Relay.FurtherRecord {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public Optional<ProducerRecord<String, byte[]>> apply(LoggedEvent event) {
        EventType type = EventType.ofWireName(event.type()).orElse(null);
        if (type == null || !carriesState(type)) {
            return Optional.empty();
        }
        try {
            JsonNode data = JSON.readTree(event.body()).path("data");
            JsonNode member = data.has("after") ? data.path("after") : data.path("before");
            if (!member.has("memberId")) {
                return Optional.empty();
            }
            String key =
                    event.partitionKey() + "/member:" + member.path("memberId").textValue();
            byte[] value = type == EventType.USER_REMOVED ? null : JSON.writeValueAsBytes(state(event, data, member));
            return Optional.of(new ProducerRecord<>(
                    Topics.MEMBERSHIP_STATE.topicName(), partition(event.partitionKey()), key, value));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean carriesState(EventType type) {
        return switch (type) {
            case USER_PROVISIONED,
                    USER_UPDATED,
                    USER_DEACTIVATED,
                    USER_REACTIVATED,
                    USER_REMOVED,
                    MEMBER_ADOPTED,
                    MEMBER_RELEASED,
                    MEMBER_ROLE_CHANGED,
                    MEMBER_TEAM_ADDED,
                    MEMBER_TEAM_REMOVED -> true;
            default -> false;
        };
    }

    private static ObjectNode state(LoggedEvent event, JsonNode data, JsonNode member) {
        ObjectNode value = JSON.createObjectNode();
        value.set("orgId", data.path("orgId"));
        value.put("sequence", event.sequence());
        value.set("member", member);
        return value;
    }

    /** By the organization alone, so that all its members share a partition though their keys differ. */
    private static @Nullable Integer partition(String partitionKey) {
        byte[] key = partitionKey.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return org.apache.kafka.common.utils.Utils.toPositive(org.apache.kafka.common.utils.Utils.murmur2(key))
                % Topics.MEMBERSHIP_STATE.partitions();
    }
}
