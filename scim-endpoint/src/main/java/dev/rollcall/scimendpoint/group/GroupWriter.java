package dev.rollcall.scimendpoint.group;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.contract.provisioning.GroupRecord;
import dev.rollcall.contract.provisioning.UserRecord;
import dev.rollcall.scimendpoint.http.Answers;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Writes a group of any size with the memory that a part of its members takes: each part is rendered and projected like a group of its own,
 * and written before the next is asked for.
 */
final class GroupWriter {
    private static final String MEMBERS = "members";

    private final Function<GroupRecord, ObjectNode> rendering;
    private final Function<UserRecord.Reference, List<UserRecord.Reference>> next;

    /**
     * @param rendering as the client wants it
     * @param next the members after that one; fewer than {@link GroupRecord#MEMBERS_TOGETHER_MAX} are the last
     */
    GroupWriter(
            Function<GroupRecord, ObjectNode> rendering,
            Function<UserRecord.Reference, List<UserRecord.Reference>> next) {
        this.rendering = rendering;
        this.next = next;
    }

    /** Whether the group's members, which are the first, may not be all. */
    static boolean goesOn(GroupRecord group) {
        return group.members() != null && group.members().size() >= GroupRecord.MEMBERS_TOGETHER_MAX;
    }

    /** The whole group as JSON; the caller must not let an answer end well that this did not finish. */
    void write(GroupRecord group, OutputStream out) throws IOException {
        try (JsonGenerator json = Answers.generator(out)) {
            json.writeStartObject();
            for (Map.Entry<String, JsonNode> field : rendering.apply(group).properties()) {
                json.writeFieldName(field.getKey());
                if (field.getKey().equals(MEMBERS)) {
                    json.writeStartArray();
                    members(group, field.getValue(), json);
                    json.writeEndArray();
                } else {
                    json.writeTree(field.getValue());
                }
            }
            json.writeEndObject();
        }
    }

    private void members(GroupRecord group, JsonNode first, JsonGenerator json) throws IOException {
        GroupRecord part = group;
        JsonNode shown = first;
        while (true) {
            for (JsonNode member : shown) {
                json.writeTree(member);
            }
            if (!goesOn(part)) {
                return;
            }
            List<UserRecord.Reference> known = Objects.requireNonNull(part.members());
            part = group.with(next.apply(known.getLast()));
            shown = rendering.apply(part).path(MEMBERS);
        }
    }
}
