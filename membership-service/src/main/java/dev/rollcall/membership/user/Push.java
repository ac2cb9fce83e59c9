package dev.rollcall.membership.user;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.contract.provisioning.ResourcePatch;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.ScimRefusal;
import dev.rollcall.scim.path.AttributePath;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.ResourceTypes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an IdP sent, as a conflict shows it to owners.
 *
 * @param subject what it is about, the same each time: {@code user/<userName or id>}, {@code group/<name or id>}
 * @param id of the User it names; null for a create and for groups
 * @param userName lower case; null where none was sent
 * @param sent attributes and their values; personal
 */
public record Push(
        String subject, @Nullable UUID id, @Nullable String userName, Map<String, Object> sent) {
    private static final int ATTRIBUTES_MAX =
            20; // more than acts on membership; the rest is in the request log, by name
    private static final int VALUE_MAX = 200; // a line of the list

    /** A push about something that is no User. */
    public static Push about(String subject) {
        return new Push(subject, null, null, Map.of("subject", subject));
    }

    static Push of(ObjectNode resource) {
        Map<String, Object> sent = sent(resource);
        return new Push("user/" + resource.path("userName").asText(), null, userName(resource), sent);
    }

    static Push of(UUID id, ObjectNode resource) {
        return new Push("user/" + id, id, userName(resource), sent(resource));
    }

    static Push of(UUID id, ResourcePatch patch) {
        Map<String, Object> sent = new LinkedHashMap<>();
        for (ResourcePatch.Step step : patch.steps()) {
            JsonNode value = step.value();
            if (step.path() != null) {
                put(sent, step.path(), value);
            } else if (value != null) {
                value.properties().forEach(entry -> put(sent, entry.getKey(), entry.getValue()));
            }
        }
        return new Push("user/" + id, id, null, sent);
    }

    /** A change whose values have not been read yet. */
    static Push to(UUID id) {
        return new Push("user/" + id, id, null, Map.of());
    }

    /** A deletion. */
    static Push of(UUID id) {
        return new Push("user/" + id, id, null, Map.of("deleted", true));
    }

    private static @Nullable String userName(ObjectNode resource) {
        return resource.path("userName").isTextual()
                ? resource.path("userName").textValue().toLowerCase(Locale.ROOT)
                : null;
    }

    /** What acts on membership first, so that it is never what is cut off. */
    private static Map<String, Object> sent(ObjectNode resource) {
        Map<String, Object> sent = new LinkedHashMap<>();
        for (String name : List.of("userName", "externalId", "active", "name", Description.DOCKER)) {
            if (resource.has(name)) {
                put(sent, name, resource.get(name));
            }
        }
        resource.properties().forEach(entry -> put(sent, entry.getKey(), entry.getValue()));
        return sent;
    }

    /** Never a password, nor what only a connection's own extension knows: it acts on nothing here, and may be as secret. */
    private static boolean mayBeShown(String path) {
        int bracket = path.indexOf('[');
        try {
            Attribute leaf = AttributePath.parse(
                            bracket < 0 ? path : path.substring(0, bracket), ResourceTypes.USER, Mode.COMPAT)
                    .leafIn(ResourceTypes.USER);
            return leaf != null && leaf.returned() != Attribute.Returned.NEVER;
        } catch (ScimRefusal unreadable) {
            return false;
        }
    }

    private static void put(Map<String, Object> sent, String name, @Nullable JsonNode value) {
        if (sent.size() >= ATTRIBUTES_MAX || name.length() > VALUE_MAX) {
            return;
        }
        String text =
                !mayBeShown(name) ? "…" : value == null ? "" : value.isTextual() ? value.textValue() : value.toString();
        sent.put(name, text.length() <= VALUE_MAX ? text : text.substring(0, VALUE_MAX) + "…");
    }
}
