package dev.rollcall.scim.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.Leeway;
import dev.rollcall.scim.Quirk;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.scim.ScimRefusal;
import dev.rollcall.scim.ScimText;
import dev.rollcall.scim.filter.TargetPath;
import dev.rollcall.scim.patch.PatchOperation.Op;
import dev.rollcall.scim.resource.ValueReader;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.Attribute.Returned;
import dev.rollcall.scim.schema.ResourceType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Edits one attribute in the object that holds it: the resource, an extension, or a complex value. */
final class AttributeEdits {
    private final Leeway leeway;
    private final ValueReader values;
    private final ValueListEdits lists;

    AttributeEdits(ResourceType type, Leeway leeway) {
        this.leeway = leeway;
        this.values = new ValueReader(leeway);
        this.lists = new ValueListEdits(type, leeway, values, this);
    }

    void edit(ObjectNode owner, Op op, TargetPath path, Attribute attribute, JsonNode value) {
        String subName = path.path().subAttribute();
        Attribute sub = subName == null ? null : attribute.findSubAttribute(subName);
        if (attribute.multiValued()) {
            lists.edit(owner, op, attribute, path.values(), sub, value);
        } else if (path.values() != null) {
            throw ScimRefusal.invalidPath("'" + attribute.name() + "' has one value, so [ ] has nothing to select.");
        } else if (sub == null) {
            change(owner, op, attribute, value);
        } else {
            changePart(owner, op, attribute, sub, value);
        }
    }

    private void changePart(ObjectNode owner, Op op, Attribute attribute, Attribute sub, JsonNode value) {
        ObjectNode part = owner.get(attribute.name()) instanceof ObjectNode object
                ? object
                : JsonNodeFactory.instance.objectNode();
        change(part, op, sub, value);
        settle(owner, attribute, part);
    }

    /** Stores a complex value, unless nothing is left of it: a reference without its {@code value} refers to nothing. */
    private void settle(ObjectNode owner, Attribute attribute, ObjectNode part) {
        boolean pointless = reference(attribute) && !part.has("value");
        if (part.isEmpty() || pointless && leeway.tolerates(Quirk.REFERENCE_WITHOUT_VALUE)) {
            owner.remove(attribute.name());
        } else {
            owner.set(attribute.name(), part);
        }
    }

    /** One whole attribute. */
    void change(ObjectNode owner, Op op, Attribute attribute, JsonNode value) {
        if (op == Op.REMOVE) {
            remove(owner, attribute);
        } else if (attribute.multiValued()) {
            lists.change(owner, op, attribute, value);
        } else if (ScimText.empty(value, leeway)) {
            // RFC 7643 §2.5: null is "unassigned".
            if (owner.has(attribute.name()) && (op == Op.REPLACE || leeway.tolerates(Quirk.ADD_OF_NOTHING))) {
                owner.remove(attribute.name());
            }
        } else if (attribute.complex()) {
            merge(owner, op, attribute, value);
        } else {
            JsonNode read = values.read(attribute, value);
            if (read == null) {
                owner.remove(attribute.name());
            } else {
                owner.set(attribute.name(), read);
            }
        }
    }

    private static void remove(ObjectNode owner, Attribute attribute) {
        if (attribute.required()) { // RFC 7644 §3.5.2.2
            throw ScimRefusal.mutability("'" + attribute.name() + "' is required and cannot be removed.");
        }
        owner.remove(attribute.name());
    }

    /** Told by its {@code value}; but an extension is none, though it may have an attribute of that name. */
    private static boolean reference(Attribute attribute) {
        return attribute.findSubAttribute("value") != null && !attribute.name().startsWith("urn:");
    }

    private void merge(ObjectNode owner, Op op, Attribute attribute, JsonNode value) {
        JsonNode given = value instanceof ObjectNode
                ? value
                : values.read(attribute, value); // E7: a manager as text or as a list
        ObjectNode current = owner.get(attribute.name()) instanceof ObjectNode object
                ? object
                : JsonNodeFactory.instance.objectNode();
        // A reference is one thing: a new value with the old $ref would point to two.
        boolean whole = reference(attribute)
                || op == Op.REPLACE && leavesOut(given, current) && !leeway.tolerates(Quirk.PARTIAL_REPLACE);
        if (whole) {
            current = JsonNodeFactory.instance.objectNode();
        }
        if (given instanceof ObjectNode parts) {
            mergeParts(current, op, attribute, parts);
        }
        settle(owner, attribute, current);
    }

    private static boolean leavesOut(@Nullable JsonNode given, ObjectNode current) {
        for (Map.Entry<String, JsonNode> field : current.properties()) {
            if (given instanceof ObjectNode parts && ScimJson.member(parts, field.getKey()) == null) {
                return true;
            }
        }
        return false;
    }

    private void mergeParts(ObjectNode current, Op op, Attribute attribute, ObjectNode parts) {
        for (Map.Entry<String, JsonNode> field : parts.properties()) {
            Attribute sub = attribute.findSubAttribute(field.getKey());
            if (sub == null) {
                leeway.unknown(attribute.name(), field.getKey());
            } else if (!sub.readOnly() && sub.returned() != Returned.NEVER) {
                change(current, op, sub, field.getValue());
            }
        }
    }
}
