package dev.rollcall.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.filter.FilterParser;
import dev.rollcall.scim.patch.GroupPatch;
import dev.rollcall.scim.patch.Patch;
import dev.rollcall.scim.patch.PatchOperation;
import dev.rollcall.scim.patch.PatchRequest;
import dev.rollcall.scim.resource.Accepted;
import dev.rollcall.scim.resource.Projection;
import dev.rollcall.scim.resource.ResourceReader;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scim.schema.ResourceTypes;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs every file below {@code scenarios/}: given a resource, when a client says something, then this is the answer. Files are named
 * for what they show, and their {@code case} for the E, O or R number.
 */
class ScenariosTest {

    static Stream<String> scenarios() throws IOException, URISyntaxException {
        Path root = root();
        try (Stream<Path> files = Files.walk(root)) {
            List<String> names = files.filter(file -> file.toString().endsWith(".json"))
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList();
            return names.stream();
        }
    }

    private static Path root() throws URISyntaxException {
        return Path.of(ScenariosTest.class.getResource("/scenarios").toURI());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void theAnswerIsAsTheScenarioSays(String name) throws Exception {
        ObjectNode scenario = ScimJson.read(Files.readString(root().resolve(name)));
        JsonNode given = scenario.path("given");
        JsonNode when = scenario.required("when");
        JsonNode then = scenario.required("then");
        Mode mode = Mode.valueOf(scenario.path("mode").asText("COMPAT"));
        ResourceType type =
                given.path("type").asText("User").equals("Group") ? ResourceTypes.GROUP : ResourceTypes.USER;
        ObjectNode resource = given.path("resource") instanceof ObjectNode object ? object : ScimJson.read("{}");
        ObjectNode untouched = resource.deepCopy();

        if (then.has("refused")) {
            try {
                run(type, resource, when, then, mode);
            } catch (ScimRefusal refusal) {
                assertThat(refusal.type().name())
                        .as(refusal.detail())
                        .isEqualTo(then.get("refused").asText());
                then.path("detailHas")
                        .forEach(word -> assertThat(refusal.detail()).contains(word.asText()));
                assertThat(resource).as("a refused request changes nothing").isEqualTo(untouched);
                return;
            }
            fail("should be refused with " + then.get("refused"));
        }
        run(type, resource, when, then, mode);
        assertThat(resource).as("the input stays as it was").isEqualTo(untouched);
    }

    private static void run(ResourceType type, ObjectNode resource, JsonNode when, JsonNode then, Mode mode) {
        String step = when.fieldNames().next();
        JsonNode said = when.get(step);
        switch (step) {
            case "patch" -> {
                List<PatchOperation> operations =
                        PatchRequest.parse((ObjectNode) said, mode).operations();
                Accepted patched = Patch.applyAll(type, resource, operations, mode);
                assertResource(patched, then, resource);
                assertThat(Patch.apply(type, patched.normalised(), operations, mode))
                        .as("the same request again changes nothing")
                        .isEqualTo(patched.normalised());
            }
            case "post" -> assertResource(ResourceReader.read(type, (ObjectNode) said, mode), then, resource);
            case "put" -> assertResource(ResourceReader.readReplacement(type, (ObjectNode) said, mode), then, resource);
            case "groupPatch" -> {
                List<?> changes = GroupPatch.parse(
                        PatchRequest.parse((ObjectNode) said, mode).operations(), mode, "g1");
                assertThat(changes.stream().map(Object::toString))
                        .containsExactlyElementsOf(texts(then.required("changes")));
            }
            case "filter" -> {
                var filter = FilterParser.parse(said.asText(), type, mode);
                if (then.has("prints")) {
                    assertThat(filter).hasToString(then.get("prints").asText());
                }
                assertThat(filter.matches(type, resource))
                        .isEqualTo(then.required("matches").asBoolean());
                assertThat(FilterParser.parse(filter.toString(), type, Mode.INTEROP_STRICT))
                        .isEqualTo(filter);
            }
            case "project" -> {
                Projection projection = Projection.of(
                        said.path("attributes").asText(null),
                        said.path("excludedAttributes").asText(null),
                        type);
                assertThat(projection.apply(resource)).isEqualTo(then.required("resource"));
                resource.fieldNames()
                        .forEachRemaining(field -> assertThat(projection.wants(field))
                                .as("wants " + field)
                                .isEqualTo(then.get("resource").has(field)));
            }
            default -> fail("no such step: " + step);
        }
    }

    private static void assertResource(Accepted accepted, JsonNode then, ObjectNode before) {
        JsonNode expected = then.path("unchanged").asBoolean() ? before : then.required("resource");
        assertThat(accepted.normalised()).isEqualTo(expected);
        assertThat(accepted.unknownAttributes()).isEqualTo(texts(then.path("unknown")));
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
