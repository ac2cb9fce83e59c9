package dev.rollcall.scim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The registry is whole: E2 to E11, E14 to E17, E19, E20, O3, O4, O6, O7, O8, R-SCIM-20, R-SCIM-32, R-SCIM-33. */
class QuirkTest {

    @Test
    void everyQuirkHasAScenario() throws Exception {
        Set<Quirk> shown = ScenarioFile.all().stream()
                .flatMap(scenario -> scenario.tolerated().stream())
                .map(Quirk::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Quirk.class)));
        assertThat(shown).containsExactly(Quirk.values());
    }

    @ParameterizedTest
    @EnumSource
    void aQuirkSaysWhatIsToleratedAndWhatTheStandardSays(Quirk quirk) {
        assertThat(quirk.cases()).isNotEmpty().allMatch(number -> number.matches("[EO]\\d+|R-[A-Z]+-\\d+|[A-Za-z]+"));
        assertThat(quirk.tolerated()).endsWith(".").doesNotContain("|");
        assertThat(quirk.standard()).endsWith(".").doesNotContain("|");
        assertThat(quirk.modes()).contains(Mode.COMPAT);
    }

    @Test
    void whatIsToleratedIsNotedAndWhatIsNotIsNot() {
        Leeway strict = new Leeway(Mode.INTEROP_STRICT);
        Leeway lenient = new Leeway(Mode.COMPAT);
        for (Quirk quirk : Quirk.values()) {
            assertThat(lenient.tolerates(quirk)).isTrue();
            assertThat(strict.tolerates(quirk)).isEqualTo(Mode.INTEROP_STRICT.tolerates(quirk));
        }
        assertThat(lenient.tolerated()).hasSameElementsAs(Arrays.asList(Quirk.values()));
        assertThat(strict.tolerated())
                .isNotEmpty()
                .allMatch(Mode.INTEROP_STRICT::tolerates)
                .doesNotContain(Quirk.UNKNOWN_ATTRIBUTE);
    }
}
