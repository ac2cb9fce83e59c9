package dev.rollcall.scim.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.Leeway;
import dev.rollcall.scim.Quirk;
import dev.rollcall.scim.ScimRefusal;
import dev.rollcall.scim.ScimText;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.filter.FilterMatcher;
import dev.rollcall.scim.patch.PatchOperation.Op;
import dev.rollcall.scim.resource.ValueReader;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.ResourceType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Edits the values of a multi-valued attribute. */
final class ValueListEdits {
    private final ResourceType type;
    private final Leeway leeway;
    private final ValueReader values;
    private final AttributeEdits parts;

    ValueListEdits(ResourceType type, Leeway leeway, ValueReader values, AttributeEdits parts) {
        this.type = type;
        this.leeway = leeway;
        this.values = values;
        this.parts = parts;
    }

    void edit(
            ObjectNode owner,
            Op op,
            Attribute attribute,
            @Nullable Filter filter,
            @Nullable Attribute sub,
            JsonNode value) {
        if (filter == null && sub == null) {
            if (op == Op.REMOVE && !ScimText.empty(value, leeway) && leeway.tolerates(Quirk.REMOVE_LISTS_VALUES)) {
                removeGiven(owner, attribute, value);
            } else {
                parts.change(owner, op, attribute, value);
            }
            return;
        }
        ArrayNode list = owner.get(attribute.name()) instanceof ArrayNode present
                ? present
                : JsonNodeFactory.instance.arrayNode();
        if (sub == null && filter != null) {
            editSelected(list, op, attribute, filter, value);
        } else if (sub != null) {
            editParts(list, op, attribute, filter, sub, value);
        }
        store(owner, attribute, list);
    }

    /** Add or replace of the whole attribute. */
    void change(ObjectNode owner, Op op, Attribute attribute, JsonNode value) {
        JsonNode read = values.read(attribute, value);
        if (op == Op.REPLACE) {
            store(owner, attribute, read instanceof ArrayNode list ? list : JsonNodeFactory.instance.arrayNode());
        } else if (read instanceof ArrayNode given) {
            ArrayNode list = owner.get(attribute.name()) instanceof ArrayNode present
                    ? present
                    : JsonNodeFactory.instance.arrayNode();
            addAll(list, attribute, given);
            store(owner, attribute, list);
        }
    }

    /** RFC 7644 §3.5.2.1: a value that is there already is no change; what is new about it is merged in. */
    private void addAll(ArrayNode list, Attribute attribute, ArrayNode given) {
        Map<Object, JsonNode> present = HashMap.newHashMap(list.size() + given.size());
        list.forEach(one -> present.put(ValueReader.key(attribute, one), one));
        for (JsonNode one : given) {
            JsonNode known = present.putIfAbsent(ValueReader.key(attribute, one), one);
            JsonNode now = known == null ? one : known;
            if (known == null) {
                list.add(one);
            } else if (known instanceof ObjectNode object && one instanceof ObjectNode more) {
                mergeLabels(object, more);
            }
            onePrimary(list, one.path("primary").booleanValue() ? now : null);
        }
    }

    /** {@code value} and {@code type} are equal but for letter case; ours stay. */
    private static void mergeLabels(ObjectNode known, ObjectNode more) {
        for (Map.Entry<String, JsonNode> field : more.properties()) {
            if (!field.getKey().equals("value") && !field.getKey().equals("type")) {
                known.set(field.getKey(), field.getValue());
            }
        }
    }

    /** E11: a remove that lists values takes those away, not all. */
    private void removeGiven(ObjectNode owner, Attribute attribute, JsonNode value) {
        JsonNode given = values.read(attribute, value);
        if (!(owner.get(attribute.name()) instanceof ArrayNode list) || given == null) {
            return;
        }
        Map<String, List<JsonNode>> away = new HashMap<>();
        given.forEach(one -> away.computeIfAbsent(ValueReader.foldedValue(attribute, one), key -> new ArrayList<>())
                .add(one));
        removeIf(
                list,
                one -> away.getOrDefault(ValueReader.foldedValue(attribute, one), List.of()).stream()
                        .anyMatch(said -> covers(said, one)));
        store(owner, attribute, list);
    }

    /** Whether everything that the client said of the value, {@code value} aside, holds of ours. */
    private static boolean covers(JsonNode said, JsonNode ours) {
        for (Map.Entry<String, JsonNode> field : said.properties()) {
            if (!field.getKey().equals("value") && !field.getValue().equals(ours.get(field.getKey()))) {
                return false;
            }
        }
        return true;
    }

    private void editSelected(ArrayNode list, Op op, Attribute attribute, Filter filter, JsonNode value) {
        boolean clear = op == Op.REMOVE || op == Op.REPLACE && ScimText.empty(value, leeway);
        boolean found = false;
        if (clear) {
            found = removeIf(list, one -> FilterMatcher.matchesValue(filter, type, attribute, one));
            if (!found && !leeway.tolerates(Quirk.NOTHING_SELECTED)) {
                throw noMatch(attribute, filter);
            }
            return;
        }
        JsonNode read = values.readElement(
                attribute, value instanceof ArrayNode array && array.size() == 1 ? array.get(0) : value);
        if (!(read instanceof ObjectNode given)) {
            return;
        }
        ObjectNode named = FilterTerms.equalities(filter);
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof ObjectNode one && FilterMatcher.matchesValue(filter, type, attribute, one)) {
                found = true;
                if (op == Op.REPLACE) {
                    one.removeAll();
                    if (named != null && !says(given, named) && leeway.tolerates(Quirk.SELECTION_KEPT)) {
                        one.setAll(named);
                    }
                }
                one.setAll(given.deepCopy());
                onePrimary(list, given.path("primary").booleanValue() ? one : null);
            }
        }
        if (!found) {
            ObjectNode made = create(list, op, attribute, filter).setAll(given);
            onePrimary(list, made.path("primary").booleanValue() ? made : null);
        }
    }

    private static boolean says(ObjectNode given, ObjectNode named) {
        for (Map.Entry<String, JsonNode> field : named.properties()) {
            if (!given.has(field.getKey())) {
                return false;
            }
        }
        return true;
    }

    private void editParts(
            ArrayNode list, Op op, Attribute attribute, @Nullable Filter filter, Attribute sub, JsonNode value) {
        boolean clear = op == Op.REMOVE || ScimText.empty(value, leeway);
        boolean found = false;
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof ObjectNode one
                    && (filter == null || FilterMatcher.matchesValue(filter, type, attribute, one))) {
                found = true;
                parts.change(one, op, sub, value);
                boolean primary =
                        sub.name().equals("primary") && one.path("primary").booleanValue();
                onePrimary(list, primary ? one : null);
            }
        }
        if (!found && clear && (filter == null || leeway.tolerates(Quirk.NOTHING_SELECTED))) {
            return;
        }
        if (!found) {
            ObjectNode made = create(list, op, attribute, filter);
            parts.change(made, op, sub, value);
            onePrimary(list, made.path("primary").booleanValue() ? made : null);
        }
    }

    /** A value path that selects nothing makes the value it describes, if it describes one. */
    private ObjectNode create(ArrayNode list, Op op, Attribute attribute, @Nullable Filter filter) {
        ObjectNode described = filter == null ? JsonNodeFactory.instance.objectNode() : FilterTerms.equalities(filter);
        // RFC 7644 §3.5.2.3: a replace whose filter matches nothing is 400 noTarget; an add may make its target.
        boolean made = described != null
                && op != Op.REMOVE
                && (op == Op.ADD || filter == null || leeway.tolerates(Quirk.VALUE_MADE_BY_REPLACE));
        if (described == null || !made) {
            throw noMatch(attribute, filter);
        }
        ObjectNode value =
                values.readElement(attribute, described) instanceof ObjectNode read ? read : described.removeAll();
        list.add(value);
        return value;
    }

    private static ScimRefusal noMatch(Attribute attribute, @Nullable Filter filter) {
        return ScimRefusal.noTarget(
                "No value of '" + attribute.name() + "' matches " + ScimRefusal.shown(String.valueOf(filter)) + ".");
    }

    private void store(ObjectNode owner, Attribute attribute, ArrayNode list) {
        Map<Object, JsonNode> kept = HashMap.newHashMap(list.size());
        // Of values that became the same the primary one stays, or none would be primary.
        list.forEach(one -> kept.merge(
                ValueReader.key(attribute, one),
                one,
                (first, later) -> later.path("primary").booleanValue() ? later : first));
        removeIf(list, one -> values.hollow(one) || kept.get(ValueReader.key(attribute, one)) != one);
        int most = ValueReader.countMax(attribute);
        if (list.size() > most) {
            throw ScimRefusal.invalidValue("'" + attribute.name() + "' has at most " + most + " values.");
        }
        owner.set(attribute.name(), list);
        if (list.isEmpty()) {
            owner.remove(attribute.name());
        }
    }

    private static boolean removeIf(ArrayNode list, Predicate<JsonNode> away) {
        List<JsonNode> kept = new ArrayList<>(list.size());
        for (JsonNode one : list) {
            if (!away.test(one)) {
                kept.add(one);
            }
        }
        if (kept.size() == list.size()) {
            return false;
        }
        list.removeAll().addAll(kept); // one by one each removal would move the rest
        return true;
    }

    /** RFC 7644 §3.5.2: setting one value primary makes every other one not primary. */
    private static void onePrimary(ArrayNode list, @Nullable JsonNode primary) {
        if (primary == null) {
            return;
        }
        for (JsonNode one : list) {
            if (one != primary
                    && one instanceof ObjectNode object
                    && object.path("primary").booleanValue()) {
                object.set("primary", BooleanNode.FALSE);
            }
        }
    }
}
