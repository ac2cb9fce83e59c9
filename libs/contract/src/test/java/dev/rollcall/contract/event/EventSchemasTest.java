package dev.rollcall.contract.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every event type has a schema and an example that was once published; both must hold in every later version. */
class EventSchemasTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(EventSchemas.byId()));

    @ParameterizedTest
    @EnumSource
    void aGoldenEventObeysItsSchema(EventType type) throws IOException {
        String golden = golden(type);

        assertThat(faults(EventSchemas.envelope(), golden)).isEmpty();
        assertThat(faults(
                        EventSchemas.dataOf(type),
                        JSON.readTree(golden).path("data").toString()))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aGoldenEventIsReadAndWrittenUnchanged(EventType type) throws IOException {
        JsonNode golden = JSON.readTree(golden(type));

        CloudEvent read = JSON.treeToValue(golden, CloudEvent.class);

        assertThat(JSON.<JsonNode>valueToTree(read)).isEqualTo(golden);
        assertThat(EventType.ofWireName(read.type())).contains(type);
        assertThat(read.dataschema()).isEqualTo(type.dataSchema());
    }

    /** A later version may add fields; today's consumers must not mind. */
    @ParameterizedTest
    @EnumSource
    void anUnknownFieldDoesNotDisturb(EventType type) throws IOException {
        ObjectNode later = (ObjectNode) JSON.readTree(golden(type));
        later.put("addedlater", "x");
        ((ObjectNode) later.get("data")).put("addedLater", 1);

        assertThat(JSON.treeToValue(later, CloudEvent.class).extensions()).containsEntry("addedlater", "x");
        assertThat(faults(EventSchemas.dataOf(type), later.get("data").toString()))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void anEventWithoutItsActorIsNoEvent(EventType type) throws IOException {
        ObjectNode broken = (ObjectNode) JSON.readTree(golden(type)).get("data");
        broken.remove("actor");

        assertThat(faults(EventSchemas.dataOf(type), broken.toString())).isNotEmpty();
    }

    private static List<Error> faults(String schema, String instance) {
        return REGISTRY.getSchema(schema, InputFormat.JSON).validate(instance, InputFormat.JSON);
    }

    private static String golden(EventType type) throws IOException {
        String name = "/golden/" + type.wireName().substring("dev.rollcall.".length()) + ".json";
        try (var in = EventSchemasTest.class.getResourceAsStream(name)) {
            assertThat(in).as("a golden event in %s", name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
