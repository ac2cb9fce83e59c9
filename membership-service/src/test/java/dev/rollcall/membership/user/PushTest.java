package dev.rollcall.membership.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.rollcall.contract.provisioning.ResourcePatch;
import dev.rollcall.contract.provisioning.ResourcePatch.Step;
import dev.rollcall.contract.provisioning.ScimClient;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a conflict keeps of a push (R-ORG-12). */
class PushTest {
    /** E9: what only an extension of the connection knows may be a secret, too. */
    @Test
    void noSecretIsKeptHoweverItIsNamed() {
        // given
        ObjectNode bare = JsonNodeFactory.instance
                .objectNode()
                .put("password", "hidden")
                .put("urn:acme:own:pin", "hidden")
                .put("displayName", "Ann");
        ResourcePatch patch = new ResourcePatch(
                List.of(
                        step("Password", "hidden"),
                        step("urn:ietf:params:scim:schemas:core:2.0:User:password", "hidden"),
                        step("urn:acme:own", "hidden"),
                        step("pin", "hidden"),
                        step("emails[type eq \"work\"].value", "ann@x.example"),
                        new Step("replace", null, bare)),
                ScimClient.Mode.COMPAT);

        // when
        Map<String, Object> sent = Push.of(UUID.randomUUID(), patch).sent();

        // then
        assertThat(sent)
                .hasSize(8)
                .doesNotContainValue("hidden")
                .containsEntry("emails[type eq \"work\"].value", "ann@x.example")
                .containsEntry("displayName", "Ann")
                .containsEntry("pin", "…");
    }

    private static Step step(String path, String value) {
        return new Step("replace", path, TextNode.valueOf(value));
    }
}
