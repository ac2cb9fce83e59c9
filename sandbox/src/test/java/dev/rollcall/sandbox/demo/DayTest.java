package dev.rollcall.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DayTest {
    private final Day day = Day.of("r7");

    @Test
    void everyStepNeedsOnlyWhatEarlierAnswersGave() {
        // given
        Set<String> known = new HashSet<>(day.given().keySet());

        for (Step step : day.steps()) {
            // when
            Kept kept = new Kept(known.stream().collect(Collectors.toMap(name -> name, name -> "x")));

            // then
            assertThat(kept.missing(step.call())).as(step.name()).isEmpty();
            known.addAll(step.keeps().keySet());
        }
    }

    @Test
    void everyBodyIsJson() {
        assertThat(day.steps())
                .extracting(Step::call)
                .filteredOn(call -> call.body() != null)
                .allSatisfy(call -> assertThat(
                                Compact.json(String.valueOf(call.body())).has("schemas"))
                        .isTrue());
    }

    @Test
    void aStepIsFoundByItsName() {
        for (Idp idp : Idp.values()) {
            List<String> names =
                    Day.of("r7", Set.of(idp)).steps().stream().map(Step::name).toList();

            assertThat(names).isNotEmpty().doesNotHaveDuplicates();
        }
    }

    @Test
    void oneIdentityProviderMayHaveTheDayForItself() {
        assertThat(Day.of("r7", Set.of(Idp.ENTRA)).steps()).isNotEmpty().allMatch(step -> step.idp() == Idp.ENTRA);
    }

    /** E2, E3, O4: what tells the two dialects apart must not get lost in tidying. */
    @Test
    void theDialectsAreTheirOwn() {
        assertThat(body(Idp.OKTA, "deactivate-grace")).contains("{\"op\":\"replace\",\"value\":{\"active\":false}}");
        assertThat(body(Idp.ENTRA, "deactivate-alan"))
                .contains("{\"op\":\"Replace\",\"path\":\"active\",\"value\":\"False\"}");
        assertThat(body(Idp.OKTA, "swap-members")).contains("members[value eq \\\"");
        assertThat(body(Idp.ENTRA, "remove-member")).contains("\"path\":\"members\",\"value\":[{\"$ref\":null,");
    }

    @Test
    void everyRunHasAddressesOfItsOwn() {
        assertThat(Day.runAt(1_795_000_000_000L)).matches("[0-9a-z]{8}").isNotEqualTo(Day.runAt(1_795_000_000_001L));
    }

    private static String body(Idp idp, String name) {
        return Day.of("r7", Set.of(idp)).steps().stream()
                .filter(step -> step.name().equals(name))
                .map(step -> String.valueOf(step.call().body()))
                .findFirst()
                .orElseThrow();
    }
}
