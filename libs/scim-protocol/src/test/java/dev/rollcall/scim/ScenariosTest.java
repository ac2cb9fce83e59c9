package dev.rollcall.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.filter.FilterParser;
import dev.rollcall.scim.resource.Projection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs every {@link ScenarioFile}. */
class ScenariosTest {

    static List<ScenarioFile> scenarios() throws Exception {
        return ScenarioFile.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void theAnswerIsAsTheScenarioSays(ScenarioFile scenario) {
        ObjectNode resource = scenario.resource();
        ObjectNode untouched = resource.deepCopy();
        Leeway leeway = new Leeway(scenario.mode());
        JsonNode then = scenario.then();
        if (then.has("refused")) {
            ScimRefusal refusal = catchThrowableOfType(ScimRefusal.class, () -> scenario.outcome(resource, leeway));
            assertThat(refusal).as("should be refused").isNotNull();
            assertThat(refusal.type().name())
                    .as(refusal.detail())
                    .isEqualTo(then.get("refused").asText());
            then.path("detailHas").forEach(word -> assertThat(refusal.detail()).contains(word.asText()));
        } else {
            JsonNode outcome = scenario.outcome(resource, leeway);
            assertOutcome(scenario, outcome, then);
            assertThat(leeway.unknownAttributes()).isEqualTo(ScenarioFile.texts(then.path("unknown")));
            assertThat(leeway.tolerated().stream().map(Enum::name))
                    .as("quirks")
                    .containsExactlyInAnyOrderElementsOf(scenario.tolerated());
        }
        assertThat(resource).as("what was there stays as it was").isEqualTo(untouched);
    }

    private static void assertOutcome(ScenarioFile scenario, JsonNode outcome, JsonNode then) {
        switch (scenario.step()) {
            case "patch" -> {
                assertThat(outcome).isEqualTo(resource(scenario));
                assertThat(scenario.outcome((ObjectNode) outcome, new Leeway(scenario.mode())))
                        .as("the same request again changes nothing")
                        .isEqualTo(outcome);
            }
            case "post", "put" -> assertThat(outcome).isEqualTo(resource(scenario));
            case "groupPatch" -> assertThat(outcome).isEqualTo(then.required("changes"));
            case "bulk" -> assertThat(outcome).isEqualTo(then.required("operations"));
            case "filter" -> {
                String printed = outcome.get(0).asText();
                if (then.has("prints")) {
                    assertThat(printed).isEqualTo(then.get("prints").asText());
                }
                assertThat(outcome.get(1).asText())
                        .isEqualTo(then.required("matches").asText());
                assertThat(FilterParser.parse(printed, scenario.type(), Mode.INTEROP_STRICT))
                        .hasToString(printed);
            }
            default -> {
                assertThat(outcome).isEqualTo(then.required("resource"));
                JsonNode said = scenario.file().required("when").required("project");
                Projection projection = Projection.of(
                        said.path("attributes").asText(null),
                        said.path("excludedAttributes").asText(null),
                        scenario.type());
                scenario.resource()
                        .fieldNames()
                        .forEachRemaining(field -> assertThat(projection.wants(field))
                                .as("wants " + field)
                                .isEqualTo(then.get("resource").has(field)));
            }
        }
    }

    private static JsonNode resource(ScenarioFile scenario) {
        return scenario.then().path("unchanged").asBoolean()
                ? scenario.resource()
                : scenario.then().required("resource");
    }

    /** A quirk that is not registered would show as a difference that nothing explains; one that is none, as no difference. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void theModesDifferWhereAQuirkIsTheReasonAndNowhereElse(ScenarioFile scenario) {
        Leeway compat = new Leeway(Mode.COMPAT);
        String lenient = outcome(scenario, compat);
        String strict = outcome(scenario, new Leeway(Mode.INTEROP_STRICT));
        Set<Quirk> reasons = compat.tolerated();
        if (reasons.stream().allMatch(quirk -> quirk.modes().contains(Mode.INTEROP_STRICT))) {
            assertThat(strict).isEqualTo(lenient);
        } else if (!lenient.equals("refused")) {
            assertThat(strict).as("with %s", reasons).isNotEqualTo(lenient);
        }
    }

    private static String outcome(ScenarioFile scenario, Leeway leeway) {
        try {
            return scenario.outcome(scenario.resource(), leeway).toString();
        } catch (ScimRefusal refusal) {
            return "refused";
        }
    }
}
