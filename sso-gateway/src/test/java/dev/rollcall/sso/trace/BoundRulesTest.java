package dev.rollcall.sso.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** R-JIT-19, R-NEG-42: what of a flow is kept. */
class BoundRulesTest {
    @Test
    void textsAreCutAndCleaned() {
        assertThat(BoundRules.text("x".repeat(501))).hasSize(501).endsWith("…");
        assertThat(BoundRules.text("a\u0000b\nc")).isEqualTo("a b c");
    }

    @Test
    void ofAttributesThatNoSignInReadsOnlyTheNameIsKept() {
        Map<String, List<String>> sent = Map.of(
                "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress", List.of("ada@acme.test"),
                "dockerRole", List.of("owner"),
                "nationalId", List.of("123-45-6789"));

        Map<String, List<String>> kept = BoundRules.attributes(sent, false);

        assertThat(kept).hasSize(3).containsEntry("dockerRole", List.of("owner"));
        assertThat(kept.values().toString()).contains("ada@acme.test").doesNotContain("123-45-6789");
        assertThat(BoundRules.attributes(sent, true).get("nationalId")).containsExactly("123-45-6789");
    }

    @Test
    void whateverIsSentTheTraceStaysSmall() {
        Map<String, List<String>> many = new HashMap<>();
        for (int i = 0; i < 10_000; i++) {
            many.put("groups" + i, Collections.nCopies(1_000, "y".repeat(2_000)));
        }
        Map<String, List<String>> kept = BoundRules.attributes(many, true);
        assertThat(kept.toString().length()).isLessThan(60_000);

        Map<String, List<String>> one =
                BoundRules.attributes(Map.of("groups", Collections.nCopies(100_000, "g")), false);
        assertThat(one.get("groups")).hasSize(51).endsWith("…");
    }
}
