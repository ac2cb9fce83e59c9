package dev.rollcall.scim.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.patch.PatchRequest;
import java.util.Random;
import java.util.function.Function;

/** PATCH messages of which the standard says what they do (RFC 7644 §3.5.2.1 to §3.5.2.3). */
final class StrictPatches {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String E = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    private static final String[] TEXTS = {"title", "nickName", "name.givenName", "name.familyName", E + ":department"};
    private static final String[] TYPES = {"work", "home", "other"};

    private StrictPatches() {}

    /** Every operation has a path, some of them a value path. */
    static ObjectNode byPaths(Random random) {
        return message(random, StrictPatches::byPath);
    }

    /** Operations without a path, and whole complex attributes. */
    static ObjectNode ofWholeValues(Random random) {
        return message(random, StrictPatches::ofWholeValue);
    }

    private static ObjectNode message(Random random, Function<Random, ObjectNode> operation) {
        ObjectNode message = JSON.objectNode();
        message.putArray("schemas").add(PatchRequest.SCHEMA);
        ArrayNode operations = message.putArray("Operations");
        for (int i = random.nextInt(4); i >= 0; i--) {
            operations.add(operation.apply(random));
        }
        return message;
    }

    private static ObjectNode byPath(Random random) {
        String set = random.nextBoolean() ? "add" : "replace";
        String text = TEXTS[random.nextInt(TEXTS.length)];
        String type = TYPES[random.nextInt(TYPES.length)];
        return switch (random.nextInt(8)) {
            case 0, 1 -> operation(set, text, JSON.textNode(word(random)));
            case 2 -> operation(set, "active", JSON.booleanNode(random.nextBoolean()));
            case 3 -> operation("remove", text, null);
            case 4 -> operation(set, "emails", emails(random));
            case 5 -> operation("remove", random.nextBoolean() ? "emails" : "emails[type eq \"" + type + "\"]", null);
            case 6 -> operation("replace", "emails[type eq \"" + type + "\"].value", JSON.textNode(word(random)));
            default -> operation("add", "name", name(random));
        };
    }

    private static ObjectNode ofWholeValue(Random random) {
        String set = random.nextBoolean() ? "add" : "replace";
        return switch (random.nextInt(4)) {
            case 0 -> operation(set, "name", name(random));
            case 1 -> operation(set, "emails", emails(random));
            case 2 -> operation("remove", random.nextBoolean() ? "emails" : "name", null);
            default ->
                operation(
                        set, null, JSON.objectNode().put("title", word(random)).set("emails", emails(random)));
        };
    }

    private static ObjectNode name(Random random) {
        return JSON.objectNode().put("givenName", word(random)).put("middleName", word(random));
    }

    private static ArrayNode emails(Random random) {
        ArrayNode emails = JSON.arrayNode();
        for (int i = random.nextInt(2); i >= 0; i--) {
            emails.addObject().put("value", word(random)).put("type", TYPES[random.nextInt(TYPES.length)]);
        }
        return emails;
    }

    private static String word(Random random) {
        return "w" + random.nextInt(6);
    }

    private static ObjectNode operation(String op, String path, JsonNode value) {
        ObjectNode operation = JSON.objectNode().put("op", op);
        if (path != null) {
            operation.put("path", path);
        }
        if (value != null) {
            operation.set("value", value);
        }
        return operation;
    }
}
