package dev.rollcall.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.bulk.BulkRequest;
import dev.rollcall.scim.filter.FilterParser;
import dev.rollcall.scim.patch.GroupPatch;
import dev.rollcall.scim.patch.Patch;
import dev.rollcall.scim.patch.PatchOperation;
import dev.rollcall.scim.patch.PatchRequest;
import dev.rollcall.scim.resource.Projection;
import dev.rollcall.scim.resource.ResourceReader;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scim.schema.ResourceTypes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A file below {@code scenarios/}: given a resource, when a client says something, then this is the answer. Files are named for what they
 * show, their {@code case} for the E, O or R number, and {@code tolerated} for the quirks that the client has.
 */
record ScenarioFile(String name, ObjectNode file) {

    static List<ScenarioFile> all() throws IOException, URISyntaxException {
        Path root = Path.of(ScenarioFile.class.getResource("/scenarios").toURI());
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(file -> new ScenarioFile(root.relativize(file).toString(), read(file)))
                    .toList();
        }
    }

    private static ObjectNode read(Path file) {
        try {
            return ScimJson.read(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Mode mode() {
        return Mode.valueOf(file.path("mode").asText("COMPAT"));
    }

    JsonNode then() {
        return file.required("then");
    }

    List<String> tolerated() {
        return texts(then().path("tolerated"));
    }

    ObjectNode resource() {
        return file.path("given").path("resource") instanceof ObjectNode object ? object : ScimJson.read("{}");
    }

    ResourceType type() {
        JsonNode given = file.path("given");
        List<ObjectNode> extensions = new ArrayList<>();
        given.path("extensions").forEach(extension -> extensions.add((ObjectNode) extension));
        return given.path("type").asText("User").equals("Group")
                ? ResourceTypes.GROUP
                : extensions.isEmpty() ? ResourceTypes.USER : ResourceTypes.user(extensions);
    }

    /** What the client does: {@code patch}, {@code post}, {@code put}, {@code groupPatch}, {@code filter}, {@code bulk} or {@code project}. */
    String step() {
        return said().getKey();
    }

    private Map.Entry<String, JsonNode> said() {
        return file.required("when").properties().iterator().next();
    }

    /** What comes of it, as JSON; of a filter, its canonical text and whether it matches. */
    JsonNode outcome(ObjectNode resource, Leeway leeway) {
        JsonNode sent = said().getValue();
        return switch (step()) {
            case "patch" -> Patch.apply(type(), resource, operations(sent, leeway), leeway);
            case "post" -> ResourceReader.read(type(), (ObjectNode) sent, leeway);
            case "put" -> ResourceReader.readReplacement(type(), (ObjectNode) sent, leeway);
            case "groupPatch" -> texts(GroupPatch.parse(operations(sent, leeway), leeway, "g1").stream());
            case "filter" -> {
                var filter = FilterParser.parse(sent.asText(), type(), leeway);
                yield texts(Stream.of(filter, filter.matches(type(), resource)));
            }
            case "bulk" ->
                texts(BulkRequest.parse((ObjectNode) sent, leeway).operations().stream()
                        .map(operation -> operation.method() + (operation.fault() == null ? "" : " refused")));
            case "project" ->
                Projection.of(
                                sent.path("attributes").asText(null),
                                sent.path("excludedAttributes").asText(null),
                                type())
                        .apply(resource);
            default -> throw new IllegalArgumentException("no such step: " + step());
        };
    }

    private static List<PatchOperation> operations(JsonNode sent, Leeway leeway) {
        return PatchRequest.parse((ObjectNode) sent, leeway).operations();
    }

    private static ArrayNode texts(Stream<?> all) {
        ArrayNode texts = JsonNodeFactory.instance.arrayNode();
        all.forEach(one -> texts.add(one.toString()));
        return texts;
    }

    static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
