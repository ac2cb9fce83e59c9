package dev.rollcall.scim.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.Leeway;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.Quirk;
import dev.rollcall.scim.ScimRefusal;
import dev.rollcall.scim.filter.TargetPath;
import dev.rollcall.scim.patch.PatchOperation.Op;
import dev.rollcall.scim.path.AttributePath;
import dev.rollcall.scim.resource.RequiredParts;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.Attribute.Mutability;
import dev.rollcall.scim.schema.Attribute.Returned;
import dev.rollcall.scim.schema.ResourceType;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Applies PATCH operations to a resource. */
public final class Patch {
    private final ResourceType type;
    private final Leeway leeway;
    private final ObjectNode target;
    private final Set<String> own = new HashSet<>(); // attributes that are copies already
    private boolean extensionTouched;
    private final AttributeEdits edits;

    private Patch(ResourceType type, ObjectNode resource, Leeway leeway) {
        this.type = type;
        this.leeway = leeway;
        this.target = JsonNodeFactory.instance.objectNode().setAll(resource);
        this.edits = new AttributeEdits(type, leeway);
    }

    /**
     * @param resource as read by {@code ResourceReader}, with whatever read-only attributes; not changed, but the answer shares the
     *     values that no operation touched
     * @return the patched resource, equal to the input when nothing changed
     * @throws ScimRefusal when any operation cannot be applied; then none is
     */
    public static ObjectNode apply(
            ResourceType type, ObjectNode resource, List<PatchOperation> operations, Leeway leeway) {
        Patch patch = new Patch(type, resource, leeway);
        for (PatchOperation operation : operations) {
            patch.apply(operation);
        }
        patch.requireAll();
        if (patch.extensionTouched) {
            type.stampSchemas(patch.target);
        }
        return patch.target;
    }

    /** As {@link #apply(ResourceType, ObjectNode, List, Leeway)}, where nobody asks what was tolerated. */
    public static ObjectNode apply(ResourceType type, ObjectNode resource, List<PatchOperation> operations, Mode mode) {
        return apply(type, resource, operations, new Leeway(mode));
    }

    private void apply(PatchOperation operation) {
        String path = operation.path();
        JsonNode value = operation.value();
        if (path != null) {
            apply(operation.op(), path, value, false);
        } else if (operation.op() == Op.REMOVE) {
            throw ScimRefusal.noTarget("A remove needs a path.");
        } else if (value instanceof ObjectNode attributes) {
            for (Map.Entry<String, JsonNode> field : attributes.properties()) {
                apply(operation.op(), field.getKey(), field.getValue(), true); // E10: each key may be a path
            }
        } else {
            throw ScimRefusal.invalidSyntax("Without a path, the value is an object of attributes.");
        }
    }

    private void apply(Op op, String text, @Nullable JsonNode value, boolean withoutPath) {
        if (withoutPath && AttributePath.noPath(text)) {
            leeway.unknown(null, text);
            return;
        }
        TargetPath path = TargetPath.parse(text, type, leeway);
        Attribute attribute = path.path().attributeIn(type);
        Attribute leaf = path.path().leafIn(type);
        if (attribute == null || leaf == null) {
            unknownPath(text, withoutPath);
        } else if (leaf.readOnly() || attribute.readOnly()) {
            readOnly(path.path(), value, withoutPath);
        } else if (attribute.returned() != Returned.NEVER
                && leaf.returned() != Returned.NEVER) { // a password is taken and forgotten
            if (leaf != attribute && leaf.mutability() == Mutability.IMMUTABLE) {
                throw ScimRefusal.mutability("'" + path.path() + "' cannot change; remove the value and add another.");
            }
            edit(op, path, attribute, value == null ? JsonNodeFactory.instance.nullNode() : value);
        }
    }

    private void unknownPath(String text, boolean withoutPath) {
        if (!withoutPath && !leeway.tolerates(Quirk.UNKNOWN_ATTRIBUTE)) {
            throw ScimRefusal.invalidPath(
                    "There is no attribute " + ScimRefusal.shown(text) + " in " + type.name() + ".");
        }
        leeway.unknown(null, text);
    }

    /** Clients send back what they have read; only an explicit path is a mistake to tell of. */
    private void readOnly(AttributePath path, @Nullable JsonNode value, boolean withoutPath) {
        boolean id = path.attribute().equals("id");
        boolean sameId = id && value != null && value.equals(target.get("id"));
        boolean sentBack = withoutPath && !id || path.attribute().equals("schemas");
        if (!(sameId && leeway.tolerates(Quirk.OWN_ID_SENT)) && !(sentBack && leeway.tolerates(Quirk.READ_ONLY_SENT))) {
            throw ScimRefusal.mutability("'" + path + "' is read-only.");
        }
    }

    private void edit(Op op, TargetPath path, Attribute attribute, JsonNode value) {
        String schema = path.path().schema();
        ObjectNode owner = target;
        if (schema == null) {
            copyOnce(attribute.name());
        } else {
            copyOnce(schema);
            owner = target.get(schema) instanceof ObjectNode extension ? extension : target.putObject(schema);
        }
        edits.edit(owner, op, path, attribute, value);
        if (schema != null && owner.isEmpty()) {
            target.remove(schema);
        }
    }

    private void copyOnce(String name) {
        extensionTouched |= name.startsWith("urn:");
        JsonNode value = target.get(name);
        if (own.add(name) && value != null && value.isContainerNode()) {
            target.set(name, value.deepCopy());
        }
    }

    private void requireAll() {
        for (Attribute attribute : type.requiredAttributes()) {
            if (!target.has(attribute.name())) {
                throw ScimRefusal.invalidValue("'" + attribute.name() + "' is required and cannot be emptied.");
            }
        }
        for (ResourceType.Extension extension : type.ownExtensions()) {
            if (own.contains(
                    extension.schema().id())) { // what lacks it since before the schema did hinders nothing else
                RequiredParts.require(type, extension.schema().id(), target);
            }
        }
    }
}
