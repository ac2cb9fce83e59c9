package dev.rollcall.scim.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.scim.schema.Attribute.Mutability;
import dev.rollcall.scim.schema.Attribute.Returned;
import dev.rollcall.scim.schema.Attribute.Type;
import dev.rollcall.scim.schema.Attribute.Uniqueness;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads schema documents from the class path; a faulty one stops the program at class loading. */
final class SchemaDocument {
    private SchemaDocument() {}

    static Schema load(String file) {
        try (InputStream in = SchemaDocument.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("Schema document " + file + " is missing from the class path");
            }
            return new Schema(ScimJson.read(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Attribute> attributes(JsonNode documents) {
        List<Attribute> attributes = new ArrayList<>();
        for (JsonNode document : documents) {
            attributes.add(attribute(document));
        }
        return List.copyOf(attributes);
    }

    private static Attribute attribute(JsonNode document) {
        return new Attribute(
                document.required("name").asText(),
                type(document.required("type").asText()),
                document.path("multiValued").asBoolean(),
                document.path("description").asText(),
                document.path("required").asBoolean(),
                document.path("caseExact").asBoolean(),
                mutability(document.path("mutability").asText("readWrite")),
                Returned.valueOf(document.path("returned").asText("default").toUpperCase(Locale.ROOT)),
                Uniqueness.valueOf(document.path("uniqueness").asText("none").toUpperCase(Locale.ROOT)),
                texts(document.path("canonicalValues")),
                texts(document.path("referenceTypes")),
                attributes(document.path("subAttributes")));
    }

    private static Type type(String wire) {
        for (Type type : Type.values()) {
            if (type.wire().equals(wire)) {
                return type;
            }
        }
        throw new IllegalStateException("Unknown attribute type " + wire);
    }

    private static Mutability mutability(String wire) {
        return switch (wire) {
            case "readOnly" -> Mutability.READ_ONLY;
            case "readWrite" -> Mutability.READ_WRITE;
            case "immutable" -> Mutability.IMMUTABLE;
            case "writeOnly" -> Mutability.WRITE_ONLY;
            default -> throw new IllegalStateException("Unknown mutability " + wire);
        };
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
