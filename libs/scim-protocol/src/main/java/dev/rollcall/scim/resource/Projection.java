package dev.rollcall.scim.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.ScimLimits;
import dev.rollcall.scim.ScimRefusal;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.Attribute.Returned;
import dev.rollcall.scim.schema.ResourceType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which attributes an answer carries (RFC 7644 §3.9). With both parameters, what is named in {@code attributes} and not in
 * {@code excludedAttributes}. Unknown names have no effect.
 */
public final class Projection {
    private final @Nullable Selection included; // null: everything returned by default
    private final Selection excluded;
    private final ResourceType type;

    private Projection(@Nullable Selection included, Selection excluded, ResourceType type) {
        this.included = included;
        this.excluded = excluded;
        this.type = type;
    }

    /**
     * @param attributes comma-separated paths; null or blank when not given
     * @param excludedAttributes comma-separated paths; null or blank when not given
     * @throws ScimRefusal invalidValue beyond {@link ScimLimits#PROJECTION_NAMES_MAX} names
     */
    public static Projection of(@Nullable String attributes, @Nullable String excludedAttributes, ResourceType type) {
        Selection included = attributes == null || attributes.isBlank() ? null : Selection.of(attributes, type);
        return new Projection(included, Selection.of(excludedAttributes == null ? "" : excludedAttributes, type), type);
    }

    /** Whether an answer carries that top-level attribute if it has a value; ask before loading what is dear. */
    public boolean wants(String attributeName) {
        Attribute attribute = type.findAttribute(attributeName);
        return attribute != null && keeps(attribute);
    }

    private boolean keeps(Attribute attribute) {
        return switch (attribute.returned()) {
            case ALWAYS -> true;
            case NEVER -> false;
            case DEFAULT ->
                !excluded.whole(attribute.name()) && (included == null || included.touches(attribute.name()))
                        || holdsAlways(attribute);
            case REQUEST -> included != null && included.touches(attribute.name());
        };
    }

    /** An extension is no attribute of its own: what is always returned is so though nobody names the extension. */
    private static boolean holdsAlways(Attribute attribute) {
        return attribute.name().startsWith("urn:")
                && attribute.subAttributes().stream().anyMatch(sub -> sub.returned() == Returned.ALWAYS);
    }

    /** Whether the client named nothing, so that all that is returned by default is in the answer. */
    public boolean plain() {
        return included == null && excluded.isEmpty();
    }

    /** The resource with what the answer carries: the input itself when that is all of it, else one that shares values with it. */
    public ObjectNode apply(ObjectNode resource) {
        if (plain() && type.hiddenAttributes().stream().noneMatch(one -> resource.has(one.name()))) {
            return resource;
        }
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : resource.properties()) {
            Attribute attribute = type.findAttribute(field.getKey());
            if (attribute == null || !keeps(attribute)) {
                continue;
            }
            JsonNode value =
                    attribute.complex() ? part(attribute, attribute.name(), field.getValue()) : field.getValue();
            if (value != null) {
                out.set(field.getKey(), value);
            }
        }
        return out;
    }

    private @Nullable JsonNode part(Attribute attribute, String path, JsonNode value) {
        boolean all = included == null || included.whole(path);
        if (all && !excluded.touches(path) && attribute.returned() != Returned.REQUEST && !attribute.hidesParts()) {
            return value;
        }
        if (value instanceof ArrayNode values) {
            ArrayNode out = JsonNodeFactory.instance.arrayNode(values.size());
            values.forEach(one -> addPart(out, attribute, path, all, one));
            return out;
        }
        return value instanceof ObjectNode object ? object(attribute, path, all, object) : value;
    }

    private void addPart(ArrayNode out, Attribute attribute, String path, boolean all, JsonNode one) {
        JsonNode part = one instanceof ObjectNode object ? object(attribute, path, all, object) : one;
        if (part != null) {
            out.add(part);
        }
    }

    private @Nullable ObjectNode object(Attribute attribute, String path, boolean all, ObjectNode object) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            Attribute sub = attribute.findSubAttribute(field.getKey());
            String subPath = path + '.' + field.getKey();
            if (sub == null || !keepsSub(sub, subPath, all)) {
                continue;
            }
            JsonNode value = sub.complex() ? part(sub, subPath, field.getValue()) : field.getValue();
            if (value != null) {
                out.set(field.getKey(), value);
            }
        }
        return out.isEmpty() ? null : out;
    }

    private boolean keepsSub(Attribute sub, String subPath, boolean all) {
        return switch (sub.returned()) {
            case ALWAYS -> true;
            case NEVER -> false;
            case REQUEST -> !excluded.whole(subPath) && included != null && included.touches(subPath);
            case DEFAULT -> !excluded.whole(subPath) && (all || included == null || included.touches(subPath));
        };
    }
}
