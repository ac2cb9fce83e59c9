package dev.rollcall.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R-SCIM-21: malformed JSON is 400 invalidSyntax. */
class ScimJsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"", "   ", "null", "[]", "\"x\"", "{", "{} {}", "{\"a\":}", "{'a':1}", "{\"a\":1e}", "\u0000"})
    void whatIsNotOneJsonObjectIsRefused(String body) {
        assertThatThrownBy(() -> ScimJson.read(body.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        ScimRefusal.class, refusal -> assertThat(refusal.type()).isEqualTo(ScimType.invalidSyntax));
    }

    @Test
    void nestingAndNumbersHaveLimits() {
        int most = ScimLimits.JSON_DEPTH_MAX;

        assertThat(ScimJson.read("{\"a\":".repeat(most) + "1" + "}".repeat(most)))
                .isNotEmpty();
        assertThatThrownBy(() -> ScimJson.read("{\"a\":".repeat(most + 1) + "1" + "}".repeat(most + 1)))
                .isInstanceOf(ScimRefusal.class);
        assertThatThrownBy(() -> ScimJson.read("{\"a\":" + "9".repeat(1000) + "}"))
                .isInstanceOf(ScimRefusal.class);
    }

    /** Found by random requests: the parser's own message named its classes and settings. */
    @Test
    void whatFollowsTheObjectIsRefusedWithoutAWordOfOurParser() {
        assertThatThrownBy(() -> ScimJson.read("{}{}"))
                .isInstanceOfSatisfying(
                        ScimRefusal.class,
                        refusal -> assertThat(refusal.detail())
                                .isEqualTo("The body must be one JSON object and nothing after it."));
    }
}
