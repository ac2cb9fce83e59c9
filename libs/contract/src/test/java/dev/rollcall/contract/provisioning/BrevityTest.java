package dev.rollcall.contract.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BrevityTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Test
    void whatAnIdentityProviderUsuallySendsIsBrief() {
        assertThat(change(JSON.booleanNode(false)).brief()).isTrue();
        assertThat(change(null).brief()).isTrue();
        ArrayNode few = JSON.arrayNode();
        IntStream.range(0, 100)
                .forEach(i -> few.addObject().put("value", UUID.randomUUID().toString()));
        assertThat(change(few).brief()).isTrue();
    }

    @Test
    void whatIsLargeIsNotHoweverItIsWrapped() {
        String large = "x".repeat(10_000);
        assertThat(change(JSON.textNode(large)).brief()).isFalse();
        assertThat(change(JSON.objectNode().set("x", JSON.objectNode().put("y", large)))
                        .brief())
                .isFalse();
        assertThat(change(JSON.objectNode().put(large, 1)).brief()).isFalse();
        ArrayNode many = JSON.arrayNode();
        IntStream.range(0, 3_000).forEach(i -> many.addNull());
        assertThat(change(many).brief()).isFalse();
        assertThat(new UserCreation(UUID.randomUUID(), JSON.objectNode().put("title", large), "").brief())
                .isFalse();
        assertThat(replacement(JSON.objectNode().put("title", large)).brief()).isFalse();
        assertThat(replacement(JSON.objectNode().put("title", "Dr")).brief()).isTrue();
    }

    @Test
    void aChangeIsAPatchOrAReplacement() {
        assertThatIllegalArgumentException().isThrownBy(() -> replacement(null));
    }

    private static ResourceChange replacement(ObjectNode resource) {
        return new ResourceChange(UUID.randomUUID(), UUID.randomUUID(), List.of(), null, resource, "");
    }

    private static ResourceChange change(JsonNode value) {
        return new ResourceChange(
                UUID.randomUUID(),
                UUID.randomUUID(),
                List.of(),
                new ResourcePatch(List.of(new ResourcePatch.Step("replace", "title", value)), ScimClient.Mode.COMPAT),
                null,
                "");
    }
}
