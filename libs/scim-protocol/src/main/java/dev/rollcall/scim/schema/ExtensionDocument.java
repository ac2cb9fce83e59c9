package dev.rollcall.scim.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.ScimLimits;
import dev.rollcall.scim.ScimRefusal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the schema of an extension that somebody else wrote (RFC 7643 §7), and refuses whatever could not be obeyed afterwards. What is
 * left out has the value that RFC 7643 §2.2 gives it.
 */
public final class ExtensionDocument {
    /**
     * RFC 8141 §2, without what would need quoting in a path or an address. With "urn" in small letters: by them a resource's extensions
     * are told from its other attributes.
     */
    private static final Pattern URN =
            Pattern.compile("urn:(?i:[a-z0-9][a-z0-9-]{0,30}[a-z0-9]):[A-Za-z0-9._-]+(:[A-Za-z0-9._-]+)*");

    private static final List<String> RESERVED =
            List.of("urn:ietf:params:scim:schemas:core:", "urn:ietf:params:scim:api:", "urn:rollcall:");

    private static final Set<String> FIELDS = Set.of("schemas", "id", "name", "description", "attributes", "meta");

    private ExtensionDocument() {}

    /** Whether an extension could have this URN, whether or not there is one. */
    public static boolean isUrn(String text) {
        return text.length() <= ScimLimits.EXTENSION_URN_LENGTH_MAX
                && URN.matcher(text).matches();
    }

    /**
     * @param urn what the extension is named; an {@code id} in the document must be the same
     * @return the schema, with every characteristic of every attribute spelled out
     * @throws ScimRefusal invalidValue, with the place in the document
     */
    public static Schema read(String urn, ObjectNode document) {
        requireFree(urn);
        for (Map.Entry<String, JsonNode> field : document.properties()) {
            if (!FIELDS.contains(field.getKey())) {
                throw fault(ScimRefusal.shown(field.getKey()), "is not a field of a schema");
            }
        }
        if (document.has("id") && !document.path("id").asText().equals(urn)) {
            throw fault("id", "must be " + urn + ", as in the address");
        }
        ObjectNode canonical = JsonNodeFactory.instance.objectNode();
        canonical.putArray("schemas").add("urn:ietf:params:scim:schemas:core:2.0:Schema");
        canonical.put("id", urn);
        canonical.put("name", ExtensionAttributes.text("name", document, ScimLimits.EXTENSION_NAME_LENGTH_MAX));
        canonical.put(
                "description",
                ExtensionAttributes.text("description", document, ScimLimits.EXTENSION_DESCRIPTION_LENGTH_MAX));
        canonical.set("attributes", attributes(document.path("attributes")));
        canonical.putObject("meta").put("resourceType", "Schema");
        return new Schema(canonical);
    }

    /** A schema as {@link #read} made it before. */
    public static Schema known(ObjectNode canonical) {
        return new Schema(canonical);
    }

    private static ArrayNode attributes(JsonNode sent) {
        int most = ScimLimits.EXTENSION_ATTRIBUTES_MAX;
        if (!(sent instanceof ArrayNode list) || list.isEmpty() || list.size() > most) {
            throw fault("attributes", "must be a list of 1 to " + most + " attributes");
        }
        ArrayNode read = JsonNodeFactory.instance.arrayNode(list.size());
        Set<String> names = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            String place = "attributes[" + i + "]";
            ObjectNode attribute = ExtensionAttributes.attribute(place, list.get(i));
            if (!names.add(attribute.path("name").asText().toLowerCase(Locale.ROOT))) {
                throw fault(place + ".name", "is there twice (letter case does not count)");
            }
            read.add(attribute);
        }
        return read;
    }

    private static void requireFree(String urn) {
        if (!isUrn(urn)) {
            throw fault(
                    "id",
                    "must be a URN of at most " + ScimLimits.EXTENSION_URN_LENGTH_MAX
                            + " characters, such as urn:ietf:params:scim:schemas:extension:acme:2.0:User");
        }
        String lower = urn.toLowerCase(Locale.ROOT);
        String letters = lower.replace(":", "");
        boolean ours = Schemas.ALL.stream()
                .anyMatch(schema ->
                        schema.id().toLowerCase(Locale.ROOT).replace(":", "").equals(letters)
                                || !apart(schema.id(), urn));
        if (ours || RESERVED.stream().anyMatch(lower::startsWith)) {
            throw fault("id", "is a schema of the standard or of this service; choose a URN of your own");
        }
    }

    /** Whether no path could mean an attribute of the one and something of the other. */
    public static boolean apart(String urn, String other) {
        String one = urn.toLowerCase(Locale.ROOT) + ':';
        String two = other.toLowerCase(Locale.ROOT) + ':';
        return !one.startsWith(two) && !two.startsWith(one);
    }

    static ScimRefusal fault(String place, String what) {
        return ScimRefusal.invalidValue(place + ": " + what + ".");
    }
}
