package dev.rollcall.contract.provisioning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A {@link UserRecord} as it is read: what it holds stays the text that the database gave, which nobody on the way to the client needs to
 * take apart.
 *
 * @param resource one JSON object, as in {@link UserRecord}; each name in it once, and no blank between a name and its colon
 */
public record UserText(
        UUID id,
        String resource,
        Instant created,
        Instant lastModified,
        long version,
        @Nullable List<UserRecord.Reference> groups) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public UserText with(List<UserRecord.Reference> groups) {
        return new UserText(id, resource, created, lastModified, version, groups);
    }

    /** The same, taken apart. */
    public UserRecord parsed() {
        try {
            return new UserRecord(id, (ObjectNode) JSON.readTree(resource), created, lastModified, version, groups);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored resource is not JSON", e);
        }
    }
}
