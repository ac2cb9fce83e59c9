package dev.rollcall.scim.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.Leeway;
import dev.rollcall.scim.Quirk;
import dev.rollcall.scim.ScimLimits;
import dev.rollcall.scim.ScimRefusal;
import dev.rollcall.scim.ScimText;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.Attribute.Returned;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one value by its attribute: names and types as in the schema, empties gone. The answer may share nodes with the input, so a
 * caller that edits it copies first.
 */
public final class ValueReader {
    private final Leeway leeway;

    public ValueReader(Leeway leeway) {
        this.leeway = leeway;
    }

    /**
     * @return null when the value means "unassigned"; an array for a multi-valued attribute, also when the client sent one bare value
     * @throws ScimRefusal invalidValue when it does not fit; invalidSyntax for an unknown sub-attribute in INTEROP_STRICT
     */
    public @Nullable JsonNode read(Attribute attribute, JsonNode value) {
        return read(null, attribute, value);
    }

    /** As {@link #read(Attribute, JsonNode)}, one value of a multi-valued attribute. */
    public @Nullable JsonNode readElement(Attribute attribute, JsonNode value) {
        return ScimText.empty(value, leeway) ? null : single(null, attribute, value);
    }

    private @Nullable JsonNode read(@Nullable Attribute parent, Attribute attribute, JsonNode value) {
        if (ScimText.empty(value, leeway)) {
            return null;
        }
        if (attribute.multiValued()) {
            return values(parent, attribute, value);
        }
        if (value instanceof ArrayNode array) {
            if (array.size() != 1 || !leeway.tolerates(Quirk.LIST_FOR_ONE)) {
                throw ScimRefusal.invalidValue(
                        "'" + new SimpleValues.Where(parent, attribute) + "' has one value, not a list.");
            }
            return ScimText.empty(array.get(0), leeway) ? null : single(parent, attribute, array.get(0));
        }
        return single(parent, attribute, value);
    }

    private @Nullable JsonNode single(@Nullable Attribute parent, Attribute attribute, JsonNode value) {
        if (!attribute.complex()) {
            return SimpleValues.read(parent, attribute, value, leeway);
        }
        if (value instanceof ObjectNode object) {
            return complex(attribute, object);
        }
        Attribute sub = attribute.findSubAttribute("value");
        if (sub != null && value.isValueNode() && leeway.tolerates(Quirk.VALUE_FOR_OBJECT)) {
            ObjectNode wrapped = JsonNodeFactory.instance.objectNode();
            return wrapped.set(sub.name(), SimpleValues.read(attribute, sub, value, leeway));
        }
        return SimpleValues.read(parent, attribute, value, leeway); // refuses with what was wanted
    }

    private @Nullable JsonNode complex(Attribute attribute, ObjectNode object) {
        ObjectNode read = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            Attribute sub = attribute.findSubAttribute(field.getKey());
            if (sub == null) {
                leeway.unknown(attribute.name(), field.getKey());
            } else if (!sub.readOnly()) { // RFC 7644 §3.3, §3.5.1: read-only values in a body are ignored
                JsonNode value = read(attribute, sub, field.getValue());
                if (value != null && sub.returned() != Returned.NEVER) { // taken and forgotten, as a password is
                    read.set(sub.name(), value);
                }
            }
        }
        return read.isEmpty() ? null : read;
    }

    private @Nullable JsonNode values(@Nullable Attribute parent, Attribute attribute, JsonNode value) {
        if (!(value instanceof ArrayNode array)) {
            if (!leeway.tolerates(Quirk.ONE_FOR_LIST)) {
                throw ScimRefusal.invalidValue("'" + new SimpleValues.Where(parent, attribute) + "' is a list.");
            }
            return values(
                    parent, attribute, JsonNodeFactory.instance.arrayNode(1).add(value));
        }
        int most = countMax(attribute);
        if (array.size() > most) {
            throw ScimRefusal.invalidValue(
                    "'" + attribute.name() + "' has at most " + most + " values, not " + array.size() + ".");
        }
        ArrayNode read = JsonNodeFactory.instance.arrayNode(array.size());
        Set<Object> seen = HashSet.newHashSet(array.size());
        boolean primary = false;
        for (JsonNode element : array) {
            JsonNode one = ScimText.empty(element, leeway) ? null : single(parent, attribute, element);
            if (one == null || hollow(one) || array.size() > 1 && !seen.add(key(attribute, one))) {
                continue;
            }
            primary = onePrimary(attribute, one, primary);
            read.add(one);
        }
        return read.isEmpty() ? null : read;
    }

    /** RFC 7643 §2.4: "primary" is true for one value at most. The first one keeps it. */
    private boolean onePrimary(Attribute attribute, JsonNode one, boolean already) {
        if (!one.path("primary").booleanValue()) {
            return already;
        }
        if (already && !leeway.tolerates(Quirk.SECOND_PRIMARY)) {
            throw ScimRefusal.invalidValue("Only one value of '" + attribute.name() + "' can be primary.");
        }
        if (already && one instanceof ObjectNode object) {
            object.set("primary", BooleanNode.FALSE);
        }
        return true;
    }

    /** Whether nothing is left of a value or, where that is tolerated, nothing but labels: a client empties {@code value} and leaves {@code type}. */
    public boolean hollow(JsonNode element) {
        if (!(element instanceof ObjectNode object)) {
            return false;
        }
        int labels = (object.has("type") ? 1 : 0) + (object.has("primary") ? 1 : 0);
        return object.isEmpty() || object.size() == labels && leeway.tolerates(Quirk.LABELS_ONLY);
    }

    /** Two values with one key are one (RFC 7643 §2.4: a type and value pair is not returned twice). */
    public static Object key(Attribute attribute, JsonNode element) {
        Attribute sub = attribute.findSubAttribute("value");
        JsonNode value = element.path("value");
        if (sub == null || value.isMissingNode()) {
            return element;
        }
        return new Key(
                foldedValue(attribute, element), element.path("type").asText("").toLowerCase(Locale.ROOT));
    }

    /** The {@code value}, or the whole of a simple one, in lower case unless case-exact; empty when there is none. */
    public static String foldedValue(Attribute attribute, JsonNode element) {
        Attribute sub = attribute.findSubAttribute("value");
        if (element.isValueNode()) {
            return attribute.caseExact() ? element.asText() : element.asText().toLowerCase(Locale.ROOT);
        }
        String text = element.path("value").asText("");
        return sub == null || sub.caseExact() ? text : text.toLowerCase(Locale.ROOT);
    }

    private record Key(String value, String type) {}

    /** How many values the attribute may have. */
    public static int countMax(Attribute attribute) {
        return attribute.name().equals("members") ? ScimLimits.MEMBERS_MAX : ScimLimits.VALUES_MAX;
    }
}
