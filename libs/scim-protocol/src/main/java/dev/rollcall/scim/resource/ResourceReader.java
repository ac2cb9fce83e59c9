package dev.rollcall.scim.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.Leeway;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.Quirk;
import dev.rollcall.scim.ScimRefusal;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.Attribute.Returned;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scim.schema.ResourceTypes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one gate for the bodies of POST and PUT. */
public final class ResourceReader {
    private final ResourceType type;
    private final Leeway leeway;
    private final ObjectNode read = JsonNodeFactory.instance.objectNode();

    private ResourceReader(ResourceType type, Leeway leeway) {
        this.type = type;
        this.leeway = leeway;
    }

    /**
     * Reads the body of a POST.
     *
     * @return holds {@code schemas} and what the client may write, nothing else; the caller may edit its top level, but values may be
     *     shared with the body
     * @throws ScimRefusal invalidValue when a value does not fit or a required attribute is missing; invalidSyntax when an attribute
     *     is given twice, and in INTEROP_STRICT for unknown attributes and wrong {@code schemas}
     */
    public static ObjectNode read(ResourceType type, ObjectNode body, Leeway leeway) {
        ResourceReader reader = new ResourceReader(type, leeway);
        reader.attributes(body);
        reader.requireAll();
        return reader.accepted();
    }

    /** As {@link #read(ResourceType, ObjectNode, Leeway)}, where nobody asks what was tolerated. */
    public static ObjectNode read(ResourceType type, ObjectNode body, Mode mode) {
        return read(type, body, new Leeway(mode));
    }

    /**
     * Reads the body of a PUT: as {@link #read(ResourceType, ObjectNode, Leeway)}, but where {@link Quirk#PUT_WITHOUT_REQUIRED} is
     * tolerated a required attribute may be absent and is then left as it is.
     */
    public static ObjectNode readReplacement(ResourceType type, ObjectNode body, Leeway leeway) {
        ResourceReader reader = new ResourceReader(type, leeway);
        reader.attributes(body);
        if (reader.missing() != null && !leeway.tolerates(Quirk.PUT_WITHOUT_REQUIRED)) {
            reader.requireAll();
        }
        return reader.accepted();
    }

    private ObjectNode accepted() {
        for (ResourceType.Extension extension : type.ownExtensions()) {
            RequiredParts.require(type, extension.schema().id(), read);
        }
        type.stampSchemas(read);
        return read;
    }

    private void attributes(ObjectNode body) {
        ValueReader values = new ValueReader(leeway);
        JsonNode schemas = null;
        JsonNode enabled = null;
        for (Map.Entry<String, JsonNode> field : body.properties()) {
            Attribute attribute = attribute(field.getKey());
            if (attribute == null) {
                if (isEnabledFlag(field.getKey())) {
                    enabled = field.getValue();
                } else {
                    leeway.unknown(null, field.getKey());
                }
            } else if (attribute.name().equals("schemas")) {
                schemas = field.getValue();
            } else if (!attribute.readOnly() && attribute.returned() != Returned.NEVER) {
                put(attribute, values.read(attribute, field.getValue()));
            }
        }
        checkSchemas(schemas);
        if (enabled != null && !read.has("active")) {
            Attribute active = type.findAttribute("active");
            if (active != null) {
                put(active, values.read(active, enabled));
            }
        }
    }

    /** R-SCIM-33: "active" wins. */
    private boolean isEnabledFlag(String name) {
        return name.equalsIgnoreCase("enabled")
                && type.id().equals(ResourceTypes.USER.id())
                && leeway.tolerates(Quirk.ENABLED_FOR_ACTIVE);
    }

    private void put(Attribute attribute, @Nullable JsonNode value) {
        if (value != null && read.replace(attribute.name(), value) != null) {
            throw ScimRefusal.invalidSyntax("'" + attribute.name() + "' is given twice, in different letter case.");
        }
    }

    private @Nullable Attribute attribute(String name) {
        Attribute attribute = type.findAttribute(name);
        if (attribute == null && name.startsWith("urn:")) {
            Attribute meant = misspelt(name);
            return meant != null && leeway.tolerates(Quirk.MISSPELT_URN) ? meant : null;
        }
        return attribute;
    }

    /** E17: Microsoft's own sample writes {@code enterprise:2.0User}, one colon short. */
    private @Nullable Attribute misspelt(String urn) {
        String letters = urn.replace(":", "");
        for (ResourceType.Extension extension : type.extensions()) {
            if (extension.schema().id().replace(":", "").equalsIgnoreCase(letters)) {
                return type.findAttribute(extension.schema().id());
            }
        }
        return null;
    }

    /** Whatever it lists: what the body holds is judged by itself. */
    private void checkSchemas(@Nullable JsonNode uris) {
        Iterable<JsonNode> listed = uris == null ? List.of() : uris;
        boolean base = false;
        for (JsonNode uri : listed) {
            base |= uri.asText().equalsIgnoreCase(type.schema().id());
            if (!(uri.isTextual() && known(uri.asText())) && !leeway.tolerates(Quirk.FOREIGN_SCHEMA)) {
                throw ScimRefusal.invalidSyntax("'schemas' lists " + ScimRefusal.shown(uri.asText()) + ", which "
                        + type.name() + " does not have.");
            }
        }
        if (!base && !leeway.tolerates(Quirk.SCHEMAS_MISSING)) {
            throw ScimRefusal.invalidSyntax(
                    "'schemas' must list " + type.schema().id() + ".");
        }
        for (ResourceType.Extension extension : type.extensions()) {
            String urn = extension.schema().id();
            if (base && read.has(urn) && !lists(listed, urn) && !leeway.tolerates(Quirk.EXTENSION_NOT_LISTED)) {
                throw ScimRefusal.invalidSyntax("'schemas' must list " + urn + ".");
            }
        }
    }

    private static boolean lists(Iterable<JsonNode> uris, String urn) {
        for (JsonNode uri : uris) {
            if (uri.asText().equalsIgnoreCase(urn)) {
                return true;
            }
        }
        return false;
    }

    private boolean known(String uri) {
        return uri.equalsIgnoreCase(type.schema().id())
                || type.extensions().stream().anyMatch(e -> e.schema().id().equalsIgnoreCase(uri));
    }

    private void requireAll() {
        Attribute missing = missing();
        if (missing != null) {
            throw ScimRefusal.invalidValue("'" + missing.name() + "' is required.");
        }
    }

    private @Nullable Attribute missing() {
        for (Attribute attribute : type.requiredAttributes()) {
            if (!read.has(attribute.name())) {
                return attribute;
            }
        }
        return null;
    }
}
