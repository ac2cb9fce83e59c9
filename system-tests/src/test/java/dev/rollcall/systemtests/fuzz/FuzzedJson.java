package dev.rollcall.systemtests.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** JSON documents, broken in structure, in values and in bytes. */
final class FuzzedJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String[] RAW = {
        "null",
        "true",
        "false",
        "0",
        "-1",
        "-0",
        "0.1",
        "1e400",
        "1e99999999",
        "-1e-99999999",
        "123456789012345678901234567890",
        "9".repeat(60),
        "\"\"",
        "[]",
        "{}",
        "[[]]",
        "[null]",
        "[{}]",
        "{\"value\":null}",
        "\"\\u0000\"",
        "\"\\ud800\"",
        "\"\\udc00x\"",
        "\"a\\u0000b\"",
        "\"\\u202e\"",
        "\"\\ud83d\\ude00\"",
        "{\"a\":1,\"a\":2}",
        "{\"value\":\"x\",\"VALUE\":\"y\"}",
        "{\"\":1}",
        "{\"\\u0000\":1}",
        "{\"\\ud800\":1}",
        "{\"$ref\":[]}",
        "\"True\"",
        "\"2026-02-30T25:00:00Z\"",
        "\"" + "y".repeat(5_000) + "\"",
        "\"  \"",
        "\"a@b.example\"",
        "[\"x\",\"x\"]"
    };
    private static final String[] NO_JSON = {
        "\"\t\"",
        "\"\u0001\"",
        "\"\\x\"",
        "NaN",
        "Infinity",
        "undefined",
        "'x'",
        "01",
        "+1",
        ".5",
        "1.",
        "// x\n1",
        "1e",
        "[1,]"
    };
    private static final String[] NAMES = {
        "id",
        "ID",
        "schemas",
        "meta",
        "userName",
        "username",
        "active",
        "enabled",
        "name",
        "emails",
        "members",
        "displayName",
        "externalId",
        "groups",
        "roles",
        "password",
        "manager",
        "",
        "\u0000",
        "a.b",
        "name.givenName",
        "urn:x:y:z",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
        "urn:ietf:params:scim:schemas:extension:docker:2.0:User",
        "urn:rollcall:params:scim:schemas:extension:member:2.0:User",
        "emails[type eq \"work\"].value",
        "op",
        "path",
        "value",
        "Operations",
        "bulkId",
        "method",
        "data",
        "failOnErrors",
        "é",
        "__proto__",
        "$ref",
        "type",
        "primary",
        "version"
    };

    private FuzzedJson() {}

    /** The document in bytes, changed in so many places. */
    static byte[] broken(Random random, JsonNode document, int places) {
        ObjectNode holder = NODES.objectNode().set("document", document.deepCopy());
        for (int i = 0; i < places; i++) {
            change(random, holder);
        }
        byte[] bytes = bytes(holder.get("document"));
        return random.nextInt(8) == 0 ? brokenBytes(random, bytes) : bytes;
    }

    static JsonNode raw(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> NODES.rawValueNode(new RawValue(nested(random)));
            case 1, 2, 3 -> NODES.textNode(FuzzedText.string(random));
            default ->
                NODES.rawValueNode(new RawValue(FuzzedText.one(random, random.nextInt(20) == 0 ? NO_JSON : RAW)));
        };
    }

    private static String nested(Random random) {
        int depth = new int[] {5, 31, 33, 200, 5_000}[random.nextInt(5)];
        return random.nextBoolean()
                ? "[".repeat(depth) + "]".repeat(depth)
                : "{\"value\":".repeat(depth) + "1" + "}".repeat(depth);
    }

    private static void change(Random random, ObjectNode holder) {
        List<ContainerNode<?>> containers = new ArrayList<>();
        collect(holder, containers);
        ContainerNode<?> place = containers.get(random.nextInt(containers.size()));
        if (place instanceof ObjectNode object) {
            changeObject(random, object, object == holder);
        } else if (place instanceof ArrayNode array) {
            changeArray(random, array);
        }
    }

    private static void collect(JsonNode node, List<ContainerNode<?>> into) {
        if (node instanceof ContainerNode<?> container) {
            into.add(container);
            container.forEach(child -> collect(child, into));
        }
    }

    private static void changeObject(Random random, ObjectNode object, boolean root) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        String name = names.isEmpty() ? FuzzedText.one(random, NAMES) : names.get(random.nextInt(names.size()));
        JsonNode value = object.path(name);
        switch (root ? 2 + random.nextInt(3) : random.nextInt(9)) {
            case 0 -> object.remove(name);
            case 1 ->
                object.set(FuzzedText.one(random, NAMES), object.path(name).isMissingNode() ? raw(random) : value);
            case 2, 5 -> object.set(name, raw(random));
            case 3 -> object.set(name, NODES.arrayNode().add(value.isMissingNode() ? NODES.nullNode() : value));
            case 4 -> {
                if (value.isContainerNode() && !value.isEmpty()) {
                    object.set(name, value.elements().next());
                }
            }
            case 6 -> object.set(FuzzedText.one(random, NAMES), raw(random));
            case 7 -> object.set(random.nextBoolean() ? name.toUpperCase() : FuzzedText.string(random), raw(random));
            default ->
                // the same key twice, which a tree cannot hold
                object.set(name, NODES.rawValueNode(new RawValue("1,\"" + name + "\":" + FuzzedText.one(random, RAW))));
        }
    }

    private static void changeArray(Random random, ArrayNode array) {
        int size = array.size();
        switch (random.nextInt(5)) {
            case 0 -> array.removeAll();
            case 1 -> array.insert(random.nextInt(size + 1), raw(random));
            case 2 -> {
                JsonNode again = size == 0
                        ? raw(random)
                        : array.get(random.nextInt(size)).deepCopy();
                for (int i = new int[] {1, 2, 101, 1_001}[random.nextInt(4)]; i > 0; i--) {
                    array.add(again);
                }
            }
            case 3 -> array.add(array.deepCopy());
            default -> {
                if (size > 0) {
                    array.set(random.nextInt(size), raw(random));
                }
            }
        }
    }

    private static byte[] bytes(JsonNode document) {
        try {
            return JSON.writeValueAsString(document).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] brokenBytes(Random random, byte[] bytes) {
        int at = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
        return switch (random.nextInt(7)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> spliced(bytes, at, new byte[] {(byte) random.nextInt(256)});
            case 2 ->
                spliced(
                        bytes,
                        at,
                        new byte[][] {
                                    {(byte) 0xC0, (byte) 0x80},
                                    {(byte) 0xFF},
                                    {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
                                    {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
                                    {0}
                                }
                                [random.nextInt(5)]);
            case 3 -> spliced(bytes, 0, new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
            case 4 ->
                spliced(
                        bytes,
                        bytes.length,
                        FuzzedText.one(random, "{}", "]", "x", "\u0000", " ").getBytes(StandardCharsets.UTF_8));
            case 5 ->
                new String(bytes, StandardCharsets.UTF_8)
                        .getBytes(Charset.forName(
                                FuzzedText.one(random, "UTF-16", "UTF-16LE", "UTF-32", "ISO-8859-1", "US-ASCII")));
            default ->
                FuzzedText.one(random, "", "null", "[]", "1", "\"x\"", "{", "true", "{}", " ")
                        .getBytes(StandardCharsets.UTF_8);
        };
    }

    private static byte[] spliced(byte[] bytes, int at, byte[] more) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(bytes, 0, at);
        all.writeBytes(more);
        all.write(bytes, at, bytes.length - at);
        return all.toByteArray();
    }
}
