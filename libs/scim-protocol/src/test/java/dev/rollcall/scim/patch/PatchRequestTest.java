package dev.rollcall.scim.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.ScimLimits;
import dev.rollcall.scim.ScimRefusal;
import dev.rollcall.scim.ScimType;
import dev.rollcall.scim.schema.ResourceTypes;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatchRequestTest {

    @Test
    void operationsHaveALimit() {
        assertThat(PatchRequest.parse(removals(ScimLimits.OPERATIONS_MAX), Mode.COMPAT)
                        .operations())
                .hasSize(ScimLimits.OPERATIONS_MAX)
                .first()
                .isEqualTo(new PatchOperation(PatchOperation.Op.REMOVE, "title", null));
        assertThatThrownBy(() -> PatchRequest.parse(removals(ScimLimits.OPERATIONS_MAX + 1), Mode.COMPAT))
                .isInstanceOfSatisfying(
                        ScimRefusal.class, refusal -> assertThat(refusal.type()).isEqualTo(ScimType.tooMany));
    }

    @Test
    void valuesThatNoOperationTouchesAreSharedNotCopied() {
        ObjectNode user = JsonNodeFactory.instance.objectNode().put("userName", "ada@moby.io");
        user.putArray("emails").addObject().put("value", "ada@moby.io");

        ObjectNode patched = Patch.apply(
                ResourceTypes.USER,
                user,
                List.of(new PatchOperation(
                        PatchOperation.Op.REPLACE, "active", JsonNodeFactory.instance.booleanNode(false))),
                Mode.COMPAT);

        assertThat(patched.get("emails")).isSameAs(user.get("emails"));
        assertThat(user.has("active")).isFalse();
    }

    private static ObjectNode removals(int count) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        var operations = message.putArray("Operations");
        for (int i = 0; i < count; i++) {
            operations.addObject().put("op", "remove").put("path", "title");
        }
        return message;
    }
}
