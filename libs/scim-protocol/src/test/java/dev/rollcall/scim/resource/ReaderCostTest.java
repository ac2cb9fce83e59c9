package dev.rollcall.scim.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.Leeway;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.ScimLimits;
import dev.rollcall.scim.ScimRefusal;
import dev.rollcall.scim.patch.GroupChange;
import dev.rollcall.scim.patch.GroupPatch;
import dev.rollcall.scim.patch.Patch;
import dev.rollcall.scim.patch.PatchRequest;
import dev.rollcall.scim.schema.ResourceTypes;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** R-GRP-20: large lists cost what they weigh, not its square (which would be minutes here). */
class ReaderCostTest {
    private static final int MANY = ScimLimits.MEMBERS_MAX;

    @Test
    @Timeout(20)
    void aGroupOfTheMostMembersIsReadPatchedAndEmptiedInLinearTime() {
        ObjectNode group = JsonNodeFactory.instance.objectNode().put("displayName", "moby:all");
        group.set("members", members(0, MANY));

        ObjectNode read = ResourceReader.read(ResourceTypes.GROUP, group, Mode.COMPAT);
        ObjectNode added = Patch.apply(
                ResourceTypes.GROUP, read, patch("add", members(0, MANY)).operations(), Mode.COMPAT);
        ObjectNode emptied = Patch.apply(
                ResourceTypes.GROUP, read, patch("remove", members(1, MANY)).operations(), Mode.COMPAT);
        List<GroupChange> changes =
                GroupPatch.parse(patch("replace", members(0, MANY)).operations(), Mode.COMPAT);

        assertThat(added.path("members")).hasSize(MANY);
        assertThat(emptied.path("members")).hasSize(1);
        assertThat(changes)
                .singleElement()
                .isInstanceOfSatisfying(
                        GroupChange.ReplaceAll.class,
                        all -> assertThat(all.members()).hasSize(MANY));
    }

    @Test
    void moreMembersThanTheLimitAreRefused() {
        assertThatThrownBy(() ->
                        GroupPatch.parse(patch("add", members(0, MANY + 1)).operations(), Mode.COMPAT))
                .isInstanceOf(ScimRefusal.class)
                .hasMessageContaining("100000");
    }

    @Test
    void unknownAttributesAreNamedToALimitAndAtAReadableLength() {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("userName", "a");
        for (int i = 0; i < 10_000; i++) {
            body.put("unknown" + i + "x".repeat(500), i);
        }
        long start = System.nanoTime();

        Leeway leeway = new Leeway(Mode.COMPAT);
        ResourceReader.read(ResourceTypes.USER, body, leeway);

        assertThat(leeway.unknownAttributes())
                .hasSize(ScimLimits.UNKNOWN_NAMES_MAX)
                .allMatch(name -> name.length() <= 201);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    private static ArrayNode members(int from, int to) {
        ArrayNode members = JsonNodeFactory.instance.arrayNode();
        for (int i = from; i < to; i++) {
            members.addObject().put("value", "0197f3c2-0000-7000-8000-" + i);
        }
        return members;
    }

    private static PatchRequest patch(String op, ArrayNode members) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.putArray("Operations")
                .addObject()
                .put("op", op)
                .put("path", "members")
                .set("value", members);
        return PatchRequest.parse(message, Mode.COMPAT);
    }
}
