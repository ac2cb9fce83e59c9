package dev.rollcall.scim.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.ScimRefusal;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.Attribute.Returned;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scim.schema.ResourceTypes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one gate for the bodies of POST and PUT. */
public final class ResourceReader {
    private final ResourceType type;
    private final Mode mode;
    private final UnknownAttributes unknown = new UnknownAttributes();
    private final ObjectNode read = JsonNodeFactory.instance.objectNode();

    private ResourceReader(ResourceType type, Mode mode) {
        this.type = type;
        this.mode = mode;
    }

    /**
     * Reads the body of a POST.
     *
     * @throws ScimRefusal invalidValue when a value does not fit or a required attribute is missing; invalidSyntax when an attribute
     *     is given twice, and in INTEROP_STRICT for unknown attributes and wrong {@code schemas}
     */
    public static Accepted read(ResourceType type, ObjectNode body, Mode mode) {
        ResourceReader reader = new ResourceReader(type, mode);
        reader.attributes(body);
        reader.requireAll();
        return reader.accepted();
    }

    /**
     * Reads the body of a PUT: as {@link #read}, but in COMPAT a required attribute may be absent and is then left as it is
     * (R-SCIM-32).
     */
    public static Accepted readReplacement(ResourceType type, ObjectNode body, Mode mode) {
        ResourceReader reader = new ResourceReader(type, mode);
        reader.attributes(body);
        if (!mode.compat()) {
            reader.requireAll();
        }
        return reader.accepted();
    }

    private Accepted accepted() {
        for (ResourceType.Extension extension : type.ownExtensions()) {
            RequiredParts.require(type, extension.schema().id(), read);
        }
        type.stampSchemas(read);
        return new Accepted(read, unknown.names());
    }

    private void attributes(ObjectNode body) {
        ValueReader values = new ValueReader(mode, unknown);
        boolean schemas = false;
        JsonNode enabled = null;
        for (Map.Entry<String, JsonNode> field : body.properties()) {
            Attribute attribute = attribute(field.getKey());
            if (attribute == null) {
                if (isEnabledFlag(field.getKey())) {
                    enabled = field.getValue();
                } else {
                    unknown.found(null, field.getKey(), mode);
                }
            } else if (attribute.name().equals("schemas")) {
                schemas = true;
                checkSchemas(field.getValue());
            } else if (!attribute.readOnly() && attribute.returned() != Returned.NEVER) {
                put(attribute, values.read(attribute, field.getValue()));
            }
        }
        if (!schemas && !mode.compat()) {
            throw ScimRefusal.invalidSyntax(
                    "'schemas' is missing; it lists " + type.schema().id() + ".");
        }
        if (enabled != null && !read.has("active")) {
            Attribute active = type.findAttribute("active");
            if (active != null) {
                put(active, values.read(active, enabled));
            }
        }
    }

    /** R-SCIM-33: the reference calls it "enabled"; "active" wins. */
    private boolean isEnabledFlag(String name) {
        return mode.compat() && type.id().equals(ResourceTypes.USER.id()) && name.equalsIgnoreCase("enabled");
    }

    private void put(Attribute attribute, @Nullable JsonNode value) {
        if (value != null && read.replace(attribute.name(), value) != null) {
            throw ScimRefusal.invalidSyntax("'" + attribute.name() + "' is given twice, in different letter case.");
        }
    }

    private @Nullable Attribute attribute(String name) {
        Attribute attribute = type.findAttribute(name);
        if (attribute == null && mode.compat() && name.startsWith("urn:")) {
            return misspelt(name);
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

    private void checkSchemas(JsonNode uris) {
        if (mode.compat()) {
            return; // E16, E17: foreign and broken URIs; what the body holds is judged by itself
        }
        boolean base = false;
        for (JsonNode uri : uris) {
            base |= uri.asText().equalsIgnoreCase(type.schema().id());
            if (!uri.isTextual() || !known(uri.asText())) {
                throw ScimRefusal.invalidSyntax("'schemas' lists " + ScimRefusal.shown(uri.asText()) + ", which "
                        + type.name() + " does not have.");
            }
        }
        if (!base) {
            throw ScimRefusal.invalidSyntax(
                    "'schemas' must list " + type.schema().id() + ".");
        }
    }

    private boolean known(String uri) {
        return uri.equalsIgnoreCase(type.schema().id())
                || type.extensions().stream().anyMatch(e -> e.schema().id().equalsIgnoreCase(uri));
    }

    private void requireAll() {
        for (Attribute attribute : type.requiredAttributes()) {
            if (!read.has(attribute.name())) {
                throw ScimRefusal.invalidValue("'" + attribute.name() + "' is required.");
            }
        }
    }
}
