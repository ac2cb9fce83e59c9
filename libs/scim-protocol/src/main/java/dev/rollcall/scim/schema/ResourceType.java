package dev.rollcall.scim.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.schema.Attribute.Mutability;
import dev.rollcall.scim.schema.Attribute.Returned;
import dev.rollcall.scim.schema.Attribute.Type;
import dev.rollcall.scim.schema.Attribute.Uniqueness;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A kind of resource (RFC 7643 §6): a base schema and extensions. To the rest of the library an extension is one more complex
 * attribute whose name is the extension's URN, because that is what it is in JSON.
 */
public final class ResourceType {
    private final String id;
    private final String name;
    private final String endpoint;
    private final String description;
    private final Schema schema;
    private final List<Extension> extensions;
    private final int builtIn;
    private final List<Attribute> attributes;
    private final List<Attribute> required;
    private final List<Attribute> hidden;
    private final Map<String, Attribute> attributesByName = new HashMap<>();

    /** An extension schema and whether every resource must carry it. */
    public record Extension(Schema schema, boolean required) {}

    ResourceType(
            String id, String name, String endpoint, String description, Schema schema, List<Extension> extensions) {
        this(id, name, endpoint, description, schema, extensions, extensions.size());
    }

    private ResourceType(
            String id,
            String name,
            String endpoint,
            String description,
            Schema schema,
            List<Extension> extensions,
            int builtIn) {
        this.builtIn = builtIn;
        this.id = id;
        this.name = name;
        this.endpoint = endpoint;
        this.description = description;
        this.schema = schema;
        this.extensions = List.copyOf(extensions);
        List<Attribute> all = new ArrayList<>(Schemas.COMMON.attributes());
        all.addAll(schema.attributes());
        extensions.forEach(extension -> all.add(container(extension)));
        this.attributes = List.copyOf(all);
        this.required =
                all.stream().filter(one -> one.required() && !one.readOnly()).toList();
        this.hidden = all.stream()
                .filter(one ->
                        one.returned() == Returned.NEVER || one.returned() == Returned.REQUEST || one.hidesParts())
                .toList();
        for (Attribute attribute : all) {
            attributesByName.put(attribute.name(), attribute);
            attributesByName.put(attribute.name().toLowerCase(Locale.ROOT), attribute);
        }
    }

    /** This type with further extensions, none of them required; the type itself when there are none. */
    public ResourceType with(List<Schema> more) {
        if (more.isEmpty()) {
            return this;
        }
        List<Extension> all = new ArrayList<>(extensions);
        more.forEach(one -> all.add(new Extension(one, false)));
        return new ResourceType(id, name, endpoint, description, schema, all, builtIn);
    }

    /** Whether it has more than every connection's resources have. */
    public boolean extended() {
        return extensions.size() > builtIn;
    }

    /** Those of {@link #with}. */
    public List<Extension> ownExtensions() {
        return extensions.subList(builtIn, extensions.size());
    }

    private static Attribute container(Extension extension) {
        Schema schema = extension.schema();
        boolean readOnly = schema.attributes().stream().allMatch(Attribute::readOnly);
        return new Attribute(
                schema.id(),
                Type.COMPLEX,
                false,
                schema.description(),
                extension.required(),
                false,
                readOnly ? Mutability.READ_ONLY : Mutability.READ_WRITE,
                Returned.DEFAULT,
                Uniqueness.NONE,
                List.of(),
                List.of(),
                schema.attributes());
    }

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    /** Path below the service's base URL, with its leading slash. */
    public String endpoint() {
        return endpoint;
    }

    public Schema schema() {
        return schema;
    }

    public List<Extension> extensions() {
        return extensions;
    }

    /** Common attributes, those of the base schema, and one complex attribute per extension, named by its URN. */
    public List<Attribute> attributes() {
        return attributes;
    }

    /** Those that a client must give. */
    public List<Attribute> requiredAttributes() {
        return required;
    }

    /** Those that an answer carries never, or only when asked for. */
    public List<Attribute> hiddenAttributes() {
        return hidden;
    }

    /**
     * The top-level attribute of that name in any letter case; null when there is none.
     *
     * @param attributeName a plain name, or an extension's URN
     */
    public @Nullable Attribute findAttribute(String attributeName) {
        Attribute exact = attributesByName.get(attributeName);
        return exact != null ? exact : attributesByName.get(attributeName.toLowerCase(Locale.ROOT));
    }

    /**
     * The registered schema whose URN is the text or its longest prefix that ends at a colon. Never split on a dot or the last colon:
     * URNs hold dots and colons themselves (E9).
     */
    public @Nullable Schema findSchemaOfPath(String text) {
        Schema found = urnStarts(text, schema) ? schema : null;
        for (Extension extension : extensions) {
            Schema candidate = extension.schema();
            if (urnStarts(text, candidate)
                    && (found == null || candidate.id().length() > found.id().length())) {
                found = candidate;
            }
        }
        return found;
    }

    private static boolean urnStarts(String text, Schema schema) {
        int length = schema.id().length();
        return text.regionMatches(true, 0, schema.id(), 0, length)
                && (text.length() == length || text.charAt(length) == ':');
    }

    /** The extension that alone has an attribute of that name, one of every connection's first; null when none has, or several have. */
    public @Nullable Schema findExtensionWith(String attributeName) {
        Schema found = onlyOne(extensions.subList(0, builtIn), attributeName);
        return found != null || !extended() ? found : onlyOne(extensions, attributeName);
    }

    private static @Nullable Schema onlyOne(List<Extension> among, String attributeName) {
        Schema found = null;
        for (Extension extension : among) {
            if (extension.schema().findAttribute(attributeName) != null) {
                if (found != null) {
                    return null;
                }
                found = extension.schema();
            }
        }
        return found;
    }

    /** Sets {@code schemas} to the base schema and the extensions that the resource really carries (E9). */
    public void stampSchemas(ObjectNode resource) {
        ArrayNode uris = JsonNodeFactory.instance.arrayNode(1 + extensions.size());
        uris.add(schema.id());
        for (Extension extension : extensions) {
            if (resource.has(extension.schema().id())) {
                uris.add(extension.schema().id());
            }
        }
        resource.set("schemas", uris);
    }

    /**
     * As discovery serves it.
     *
     * @param baseUrl of the SCIM service, without a slash at its end
     */
    public ObjectNode toJson(String baseUrl) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putArray("schemas").add("urn:ietf:params:scim:schemas:core:2.0:ResourceType");
        json.put("id", id).put("name", name).put("endpoint", endpoint).put("description", description);
        json.put("schema", schema.id());
        ArrayNode schemaExtensions = json.putArray("schemaExtensions");
        for (Extension extension : extensions) {
            schemaExtensions.addObject().put("schema", extension.schema().id()).put("required", extension.required());
        }
        json.putObject("meta").put("resourceType", "ResourceType").put("location", baseUrl + "/ResourceTypes/" + id);
        return json;
    }

    @Override
    public String toString() {
        return name;
    }
}
