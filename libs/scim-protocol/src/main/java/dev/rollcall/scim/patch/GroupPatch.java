package dev.rollcall.scim.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.Leeway;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.Quirk;
import dev.rollcall.scim.ScimRefusal;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.filter.Filter.Compare;
import dev.rollcall.scim.filter.Filter.Or;
import dev.rollcall.scim.filter.Operator;
import dev.rollcall.scim.filter.TargetPath;
import dev.rollcall.scim.patch.PatchOperation.Op;
import dev.rollcall.scim.path.AttributePath;
import dev.rollcall.scim.resource.ValueReader;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scim.schema.ResourceTypes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns PATCH operations on a Group into changes, in order, that can be carried out without its list of members. */
public final class GroupPatch {
    private static final ResourceType TYPE = ResourceTypes.GROUP;

    private final Leeway leeway;
    private final @Nullable String groupId;
    private final ValueReader values;
    private final List<GroupChange> changes = new ArrayList<>();

    private GroupPatch(Leeway leeway, @Nullable String groupId) {
        this.leeway = leeway;
        this.groupId = groupId;
        this.values = new ValueReader(leeway);
    }

    /** As {@link #parse(List, Leeway, String)}, where nobody asks what was tolerated and the group's id is not at hand. */
    public static List<GroupChange> parse(List<PatchOperation> operations, Mode mode) {
        return parse(operations, new Leeway(mode), null);
    }

    /** As {@link #parse(List, Leeway, String)}, where nobody asks what was tolerated. */
    public static List<GroupChange> parse(List<PatchOperation> operations, Mode mode, String groupId) {
        return parse(operations, new Leeway(mode), groupId);
    }

    /**
     * @param groupId of the group in the request's path; an equal {@code id} in a value is no change, another is refused (O6); null:
     *     an {@code id} is passed over
     * @return in the order of the operations; may be empty
     * @throws ScimRefusal as {@link Patch}; invalidPath for a value filter on members other than {@code value eq}
     */
    public static List<GroupChange> parse(List<PatchOperation> operations, Leeway leeway, @Nullable String groupId) {
        GroupPatch patch = new GroupPatch(leeway, groupId);
        operations.forEach(patch::read);
        return List.copyOf(patch.changes);
    }

    private void read(PatchOperation operation) {
        String path = operation.path();
        JsonNode value = operation.value();
        if (path != null) {
            read(operation.op(), path, value, false);
        } else if (operation.op() == Op.REMOVE) {
            throw ScimRefusal.noTarget("A remove needs a path.");
        } else if (value instanceof ObjectNode attributes) {
            for (Map.Entry<String, JsonNode> field : attributes.properties()) {
                read(operation.op(), field.getKey(), field.getValue(), true);
            }
        } else {
            throw ScimRefusal.invalidSyntax("Without a path, the value is an object of attributes.");
        }
    }

    private void read(Op op, String text, @Nullable JsonNode sent, boolean withoutPath) {
        if (withoutPath && AttributePath.noPath(text)) {
            leeway.unknown(null, text);
            return;
        }
        TargetPath path = TargetPath.parse(text, TYPE, leeway);
        Attribute attribute = path.path().attributeIn(TYPE);
        JsonNode value = sent == null ? JsonNodeFactory.instance.nullNode() : sent;
        if (attribute == null || path.path().leafIn(TYPE) == null) {
            unknownPath(text, withoutPath);
        } else if (attribute.readOnly()) {
            readOnly(path.path(), value, withoutPath);
        } else if (attribute.name().equals("members")) {
            if (!(withoutPath && value.isNull() && leeway.tolerates(Quirk.NULL_NOT_MENTIONED))) {
                members(op, path, attribute, value);
            }
        } else {
            text(op, attribute, value);
        }
    }

    private void unknownPath(String text, boolean withoutPath) {
        if (!withoutPath && !leeway.tolerates(Quirk.UNKNOWN_ATTRIBUTE)) {
            throw ScimRefusal.invalidPath("There is no attribute " + ScimRefusal.shown(text) + " in Group.");
        }
        leeway.unknown(null, text);
    }

    private void readOnly(AttributePath path, JsonNode value, boolean withoutPath) {
        boolean id = path.attribute().equals("id");
        boolean sameId = id && (groupId == null || value.asText().equalsIgnoreCase(groupId));
        boolean sentBack = withoutPath && !id || path.attribute().equals("schemas");
        if (!(sameId && leeway.tolerates(Quirk.OWN_ID_SENT)) && !(sentBack && leeway.tolerates(Quirk.READ_ONLY_SENT))) {
            throw ScimRefusal.mutability("'" + path + "' is read-only.");
        }
    }

    private void text(Op op, Attribute attribute, JsonNode value) {
        JsonNode read = op == Op.REMOVE ? null : values.read(attribute, value);
        if (attribute.name().equals("externalId")) {
            changes.add(new GroupChange.SetExternalId(read == null ? null : read.asText()));
        } else if (read != null) {
            changes.add(new GroupChange.Rename(read.asText()));
        } else if (op == Op.REMOVE) {
            throw ScimRefusal.mutability("'" + attribute.name() + "' is required and cannot be removed.");
        } else {
            throw ScimRefusal.invalidValue("'" + attribute.name() + "' is required and cannot be emptied.");
        }
    }

    private void members(Op op, TargetPath path, Attribute attribute, JsonNode value) {
        if (path.path().subAttribute() != null) {
            throw ScimRefusal.mutability("'" + path.path() + "' cannot change; remove the member and add another.");
        }
        Filter filter = path.values();
        if (filter == null) {
            wholeList(op, ids(attribute, value), value.isNull());
            return;
        }
        List<String> selected = new ArrayList<>();
        selected(filter, selected);
        switch (op) {
            case REMOVE -> changes.add(new GroupChange.Remove(selected));
            case ADD -> changes.add(new GroupChange.Add(selected));
            case REPLACE -> {
                List<String> instead = ids(attribute, value);
                selected.removeAll(Set.copyOf(instead));
                changes.add(new GroupChange.Remove(selected));
                if (!instead.isEmpty()) {
                    changes.add(new GroupChange.Add(instead));
                }
            }
        }
    }

    private void wholeList(Op op, List<String> ids, boolean noValue) {
        switch (op) {
            case ADD -> {
                if (!ids.isEmpty()) {
                    changes.add(new GroupChange.Add(ids));
                }
            }
            case REPLACE -> changes.add(ids.isEmpty() ? new GroupChange.RemoveAll() : new GroupChange.ReplaceAll(ids));
            case REMOVE -> {
                if (noValue || !leeway.tolerates(Quirk.REMOVE_LISTS_VALUES)) {
                    changes.add(new GroupChange.RemoveAll()); // RFC 7644 §3.5.2.2: without a filter all values go
                } else if (!ids.isEmpty()) { // an empty list takes nobody away
                    changes.add(new GroupChange.Remove(ids));
                }
            }
        }
    }

    private List<String> ids(Attribute attribute, JsonNode value) {
        JsonNode read = values.read(attribute, value);
        if (read == null) {
            return List.of();
        }
        Set<String> ids = LinkedHashSet.newLinkedHashSet(read.size());
        for (JsonNode member : read) {
            if (!member.has("value")) {
                throw ScimRefusal.invalidValue("Each member needs a 'value', the id of a User.");
            }
            ids.add(member.get("value").asText());
        }
        return List.copyOf(ids);
    }

    private static void selected(Filter filter, List<String> ids) {
        if (filter instanceof Compare(AttributePath path, Operator operator, JsonNode literal)
                && path.attribute().equals("value")
                && operator == Operator.EQ
                && literal.isTextual()) {
            ids.add(literal.textValue());
        } else if (filter instanceof Or or) {
            or.operands().forEach(operand -> selected(operand, ids));
        } else {
            throw ScimRefusal.invalidPath("Members are selected by value eq \"id\", joined by or; "
                    + ScimRefusal.shown(filter.toString()) + " is not supported.");
        }
    }
}
