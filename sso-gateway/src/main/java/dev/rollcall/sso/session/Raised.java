package dev.rollcall.sso.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * A member's session epoch, as {@code membership.state.v1} tells it: sessions with a smaller one are void.
 *
 * @param epoch {@link Long#MAX_VALUE} once the membership is gone; its id never comes back
 */
record Raised(UUID memberId, long epoch) {
    private static final Logger LOG = Logger.getLogger(Raised.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MEMBER = "/member:";
    /** A membership begins with it, so nobody holds a smaller one. */
    private static final long FIRST = 1;

    /** What a record says; empty for most, which void nothing. */
    static Optional<Raised> read(ConsumerRecord<String, byte[]> record) {
        try {
            byte[] value = record.value();
            if (value == null) {
                String member = record.key().substring(record.key().indexOf(MEMBER) + MEMBER.length());
                return Optional.of(new Raised(UUID.fromString(member), Long.MAX_VALUE));
            }
            JsonNode member = JSON.readTree(value).path("member");
            long epoch = member.path("sessionEpoch").longValue();
            return epoch <= FIRST
                    ? Optional.empty()
                    : Optional.of(
                            new Raised(UUID.fromString(member.path("memberId").textValue()), epoch));
        } catch (IOException | RuntimeException unreadable) {
            // Not worth standing still for: within a minute every session is checked at the source of truth anyway.
            LOG.errorf("A member's state at %s-%d is unreadable: %s", record.topic(), record.offset(), unreadable);
            return Optional.empty();
        }
    }
}
