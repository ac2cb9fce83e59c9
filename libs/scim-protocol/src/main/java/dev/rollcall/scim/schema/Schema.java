package dev.rollcall.scim.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A named set of attributes (RFC 7643 §7), read from its document. */
public final class Schema {
    private final String id;
    private final String name;
    private final String description;
    private final List<Attribute> attributes;
    private final ObjectNode document;

    Schema(ObjectNode document) {
        this.document = document;
        this.id = document.path("id").asText();
        this.name = document.path("name").asText();
        this.description = document.path("description").asText();
        this.attributes = SchemaDocument.attributes(document.path("attributes"));
    }

    /** The schema's URN. */
    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    public String description() {
        return description;
    }

    public List<Attribute> attributes() {
        return attributes;
    }

    /** The attribute of that name in any letter case; null when there is none. */
    public @Nullable Attribute findAttribute(String attributeName) {
        for (Attribute attribute : attributes) {
            if (attribute.name().equalsIgnoreCase(attributeName)) {
                return attribute;
            }
        }
        return null;
    }

    /** The document as discovery serves it, without a location; a copy. */
    public ObjectNode toJson() {
        return document.deepCopy();
    }

    /**
     * The document with its {@code meta.location}.
     *
     * @param baseUrl of the SCIM service, without a slash at its end
     */
    public ObjectNode toJson(String baseUrl) {
        ObjectNode json = document.deepCopy();
        json.withObject("/meta").put("location", baseUrl + "/Schemas/" + id);
        return json;
    }

    @Override
    public String toString() {
        return id;
    }
}
