package dev.rollcall.scim.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.scim.Mode;
import dev.rollcall.scim.ScimLimits;
import dev.rollcall.scim.ScimNumbers;
import dev.rollcall.scim.ScimRefusal;
import dev.rollcall.scim.schema.ResourceTypes;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FilterLimitsTest {

    @Test
    void aFilterMayNestToTheLimitAndNoDeeper() {
        int most = ScimLimits.FILTER_DEPTH_MAX;

        assertThat(parse("(".repeat(most) + "title pr" + ")".repeat(most))).hasToString("title pr");
        assertRefused("(".repeat(most + 1) + "title pr" + ")".repeat(most + 1), "32");
        assertRefused("not (".repeat(most + 1) + "title pr" + ")".repeat(most + 1), "32");
    }

    @Test
    void aFilterHasALimitedLengthAndNumberOfTerms() {
        assertRefused("title eq \"" + "x".repeat(ScimLimits.FILTER_LENGTH_MAX) + "\"", "8192");
        assertRefused("title pr" + " or title pr".repeat(ScimLimits.FILTER_TERMS_MAX), "256");
    }

    @Test
    void aNumberBeyondReasonIsRefusedBeforeItCostsTime() {
        for (String number : List.of("1e99999", "1e-99999", "9".repeat(41))) {
            assertThat(ScimNumbers.find(number)).as(number).isEmpty();
        }
        assertThat(ScimNumbers.find("-1.5E+3"))
                .hasValueSatisfying(n -> assertThat(n).isEqualByComparingTo("-1500"));
    }

    @Test
    void hostileInputOfFullLengthTakesNoTime() {
        int length = ScimLimits.FILTER_LENGTH_MAX;
        List<String> hostile = List.of(
                "(".repeat(length),
                "\"".repeat(length),
                "\\".repeat(length),
                "a".repeat(length),
                " ".repeat(length),
                "emails[".repeat(length / 7),
                "urn:".repeat(length / 4),
                "a.".repeat(length / 2),
                ("title eq \"" + "\\\"".repeat(length)).substring(0, length),
                "not (".repeat(length / 5));
        long start = System.nanoTime();

        for (int round = 0; round < 200; round++) {
            for (String text : hostile) {
                assertThatThrownBy(() -> parse(text)).isInstanceOf(ScimRefusal.class);
            }
        }

        // 2,000 parses of 8 KiB: a quadratic parser takes minutes, a linear one far under a second.
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    private static Filter parse(String text) {
        return FilterParser.parse(text, ResourceTypes.USER, Mode.COMPAT);
    }

    private static void assertRefused(String text, String limit) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(ScimRefusal.class).hasMessageContaining(limit);
    }
}
