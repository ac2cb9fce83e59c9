package dev.rollcall.scim.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.ScimLimits;
import dev.rollcall.scim.ScimRefusal;
import dev.rollcall.scim.ScimText;
import dev.rollcall.scim.path.AttributePath;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads the attributes of an extension's schema: each as it will be served, or a refusal that names the place. */
final class ExtensionAttributes {
    private static final List<String> TYPES =
            List.of("string", "boolean", "decimal", "integer", "dateTime", "reference", "binary", "complex");
    private static final List<String> MUTABILITIES = List.of("readWrite", "readOnly", "immutable", "writeOnly");
    private static final List<String> RETURNED = List.of("default", "always", "request", "never");
    private static final Set<String> FIELDS = Set.of(
            "name",
            "type",
            "multiValued",
            "description",
            "required",
            "caseExact",
            "mutability",
            "returned",
            "uniqueness",
            "canonicalValues",
            "referenceTypes",
            "subAttributes");

    private final String place;
    private final ObjectNode sent;
    private final boolean sub;
    private final ObjectNode read = JsonNodeFactory.instance.objectNode();

    private ExtensionAttributes(String place, ObjectNode sent, boolean sub) {
        this.place = place;
        this.sent = sent;
        this.sub = sub;
    }

    static ObjectNode attribute(String place, JsonNode sent) {
        return read(place, sent, false);
    }

    private static ObjectNode read(String place, JsonNode sent, boolean sub) {
        if (!(sent instanceof ObjectNode object)) {
            throw ExtensionDocument.fault(place, "must be an object");
        }
        return new ExtensionAttributes(place, object, sub).read();
    }

    private ObjectNode read() {
        for (Map.Entry<String, JsonNode> field : sent.properties()) {
            if (!FIELDS.contains(field.getKey())) {
                throw ExtensionDocument.fault(
                        place, ScimRefusal.shown(field.getKey()) + " is not a characteristic of an attribute");
            }
        }
        read.put("name", name());
        String type = one("type", TYPES);
        read.put("type", type);
        read.put("multiValued", flag("multiValued"));
        read.put("description", description());
        read.put("required", flag("required"));
        read.put("caseExact", flag("caseExact"));
        read.put("mutability", one("mutability", MUTABILITIES));
        read.put("returned", one("returned", RETURNED));
        read.put("uniqueness", one("uniqueness", List.of("none")));
        texts("canonicalValues", type.equals("string"));
        texts("referenceTypes", type.equals("reference"));
        parts(type.equals("complex"));
        requireSense();
        return read;
    }

    private void requireSense() {
        String mutability = read.path("mutability").asText();
        boolean never = read.path("returned").asText().equals("never");
        boolean required = read.path("required").asBoolean();
        if (mutability.equals("writeOnly") && !never) {
            throw fault("returned", "is never where mutability is writeOnly");
        }
        if (required && (never || mutability.equals("readOnly"))) {
            throw fault("required", "cannot be true for what clients cannot write, or is not kept (returned never)");
        }
        if (sub && read.path("multiValued").asBoolean()) {
            throw fault("multiValued", "must be false in a sub-attribute");
        }
        if (sub && mutability.equals("immutable")) {
            throw fault("mutability", "cannot be immutable in a sub-attribute; make the whole attribute so");
        }
        if (sub && read.path("type").asText().equals("complex")) {
            throw fault("type", "cannot be complex in a sub-attribute (RFC 7643 section 2.3.8)");
        }
    }

    private String name() {
        String name = sent.path("name").asText("");
        int most = ScimLimits.EXTENSION_NAME_LENGTH_MAX;
        boolean reference = sub && name.equals("$ref");
        if (!sent.path("name").isTextual()
                || name.length() > most
                || !AttributePath.isName(name)
                || name.startsWith("$") && !reference) {
            throw fault(
                    "name",
                    "must be a letter and then letters, digits, - and _, at most " + most + " (RFC 7643 section 2.1)");
        }
        return name;
    }

    private boolean flag(String field) {
        JsonNode value = sent.path(field);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw fault(field, "must be true or false");
        }
        return value.asBoolean(false);
    }

    /** One of these words; the first of them when it is left out. */
    private String one(String field, List<String> words) {
        JsonNode value = sent.path(field);
        if (value.isMissingNode()) {
            return words.getFirst();
        }
        if (!value.isTextual() || !words.contains(value.textValue())) {
            throw fault(field, "must be " + (words.size() == 1 ? "" : "one of ") + String.join(", ", words));
        }
        return value.textValue();
    }

    private void texts(String field, boolean fits) {
        JsonNode value = sent.path(field);
        int most = ScimLimits.EXTENSION_VALUES_MAX;
        if (value.isMissingNode() || value.isArray() && value.isEmpty()) {
            return;
        }
        if (!fits) {
            throw fault(field, "does not go with type " + read.path("type").asText());
        }
        if (!(value instanceof ArrayNode list) || list.size() > most) {
            throw fault(field, "must be a list of at most " + most + " strings");
        }
        ArrayNode texts = read.putArray(field);
        for (JsonNode one : list) {
            if (!one.isTextual() || !printable(one.textValue(), ScimLimits.EXTENSION_NAME_LENGTH_MAX)) {
                throw fault(
                        field, "holds strings of 1 to " + ScimLimits.EXTENSION_NAME_LENGTH_MAX + " characters only");
            }
            texts.add(one.textValue());
        }
    }

    private void parts(boolean complex) {
        JsonNode value = sent.path("subAttributes");
        int most = ScimLimits.EXTENSION_SUB_ATTRIBUTES_MAX;
        if (!complex) {
            if (!value.isMissingNode() && !value.isEmpty()) {
                throw fault("subAttributes", "go with type complex only");
            }
            return;
        }
        if (!(value instanceof ArrayNode list) || list.isEmpty() || list.size() > most) {
            throw fault("subAttributes", "must be a list of 1 to " + most + " attributes");
        }
        ArrayNode parts = read.putArray("subAttributes");
        Set<String> names = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            String where = at("subAttributes[" + i + "]");
            ObjectNode part = read(where, list.get(i), true);
            if (!names.add(part.path("name").asText().toLowerCase(Locale.ROOT))) {
                throw ExtensionDocument.fault(where + ".name", "is there twice (letter case does not count)");
            }
            parts.add(part);
        }
    }

    /** Empty as we serve it where none was given. */
    private String description() {
        return sent.path("description").asText("").isEmpty()
                        && !sent.path("description").isContainerNode()
                ? ""
                : text(at("description"), sent, ScimLimits.EXTENSION_DESCRIPTION_LENGTH_MAX);
    }

    /** @param place the last word of it is the field's name */
    static String text(String place, ObjectNode owner, int lengthMax) {
        JsonNode value = owner.path(place.substring(place.lastIndexOf('.') + 1));
        if (!value.isTextual() || !printable(value.textValue(), lengthMax)) {
            throw ExtensionDocument.fault(
                    place, "must be a text of 1 to " + lengthMax + " characters without control characters");
        }
        return value.textValue().strip();
    }

    private static boolean printable(String text, int lengthMax) {
        return !text.isBlank()
                && text.length() <= lengthMax
                && text.chars().noneMatch(Character::isISOControl)
                && ScimText.storable(text);
    }

    private String at(String field) {
        return place + "." + field;
    }

    private ScimRefusal fault(String field, String what) {
        return ExtensionDocument.fault(at(field), what);
    }
}
