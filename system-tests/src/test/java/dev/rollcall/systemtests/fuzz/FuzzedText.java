package dev.rollcall.systemtests.fuzz;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Filters, paths and other text, by grammar and then a little wrong. */
final class FuzzedText {
    private static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";
    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    private static final String[] ATTRIBUTES = {
        "userName",
        "id",
        "externalId",
        "displayName",
        "title",
        "active",
        "name",
        "name.familyName",
        "name.givenName",
        "emails",
        "emails.value",
        "emails.type",
        "emails.primary",
        "phoneNumbers.value",
        "addresses.country",
        "roles",
        "groups",
        "groups.value",
        "members",
        "members.value",
        "meta.created",
        "meta.lastModified",
        "meta.version",
        "schemas",
        "password",
        "x509Certificates.value",
        ENTERPRISE + ":department",
        ENTERPRISE + ":manager.value",
        ENTERPRISE,
        USER + ":userName",
        "urn:ietf:params:scim:schemas:extension:docker:2.0:User:dockerRole",
        "nonsense",
        "a.b.c",
        "userName.x",
        "$ref",
        "urn:",
        "meta",
        "USERNAME",
        "members.$ref"
    };
    private static final String[] OPERATORS = {"eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le", "EQ", "almost"};
    private static final String[] LITERALS = {
        "\"x\"",
        "\"\"",
        "true",
        "false",
        "null",
        "12",
        "-1",
        "1e400",
        "1e99999999",
        "0.1",
        "\"True\"",
        "\"%\"",
        "\"_%\"",
        "\"\\\\\"",
        "\"\\\"\"",
        "\"\\u0000\"",
        "\"\\ud800\"",
        "\"\\uD83D\\uDE00\"",
        "\"2026-01-01T00:00:00Z\"",
        "\"2026-13-41T25:61:61Z\"",
        "\"+999999999-12-31T23:59:59Z\"",
        "\"0000-01-01T00:00:00Z\"",
        "\"2026-01-01T00:00:00.1234567-07:00\"",
        "bare",
        "\"é\"",
        "\"'\"",
        "\"x' or '1'='1\"",
        "123456789012345678901234567890",
        "\"W/\\\"1\\\"\"",
        "99999999999",
        "\"00000000-0000-0000-0000-000000000000\"",
        "[]",
        "{}"
    };
    private static final String[] STRINGS = {
        "",
        " ",
        "x",
        "\u0000",
        "a\u0000b",
        "\u0007",
        "\u202e",
        "\ufeff",
        "é😀",
        "%",
        "_",
        "\\",
        "'",
        "\"",
        "True",
        "null",
        "[]",
        "{\"a\":1}",
        "../..",
        "urn:x:y",
        "-1",
        "2026-02-30T25:00:00Z",
        "rollcall",
        "a:b:c",
        ":",
        "::",
        "fuzz:team",
        "a@b@c",
        "@",
        "a@example.org",
        "<script>",
        "${jndi:x}",
        "\r\n",
        "\uffff",
        "ﬀ",
        "İ",
        "ß",
        "\u0130@x",
        "tel:+1"
    };

    private FuzzedText() {}

    static String one(Random random, String... of) {
        return of[random.nextInt(of.length)];
    }

    static String string(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> one(random, STRINGS).repeat(1 + random.nextInt(400));
            case 1 -> "x".repeat(new int[] {255, 256, 4_096, 4_097, 40_000}[random.nextInt(5)]);
            case 2 -> one(random, STRINGS) + one(random, STRINGS);
            default -> one(random, STRINGS);
        };
    }

    static String filter(Random random) {
        String filter = term(random, random.nextInt(5));
        return random.nextInt(3) == 0 ? broken(random, filter) : filter;
    }

    private static String term(Random random, int depth) {
        return switch (depth == 0 ? 4 + random.nextInt(4) : random.nextInt(8)) {
            case 0 -> term(random, depth - 1) + " and " + term(random, depth - 1);
            case 1 -> term(random, depth - 1) + " or " + term(random, depth - 1);
            case 2 -> "not (" + term(random, depth - 1) + ")";
            case 3 -> "(" + term(random, depth - 1) + ")";
            case 4 -> one(random, ATTRIBUTES) + " pr";
            case 5 ->
                one(random, "emails", "phoneNumbers", "members", "addresses", "roles", "name", "userName") + "["
                        + one(random, "type", "value", "primary", "display", "nonsense") + " "
                        + one(random, OPERATORS) + " " + one(random, LITERALS) + "]"
                        + one(random, "", "", "", ".value", ".x eq 1", ".value eq \"x\"");
            default -> one(random, ATTRIBUTES) + " " + one(random, OPERATORS) + " " + one(random, LITERALS);
        };
    }

    /** A PATCH path. */
    static String path(Random random) {
        String path = switch (random.nextInt(4)) {
            case 0 -> term(random, 0);
            case 1 ->
                one(random, "emails", "members", "addresses", "roles", ENTERPRISE) + "["
                        + term(random, random.nextInt(3)) + "]" + one(random, "", ".value", ".type", ".", "[");
            default -> one(random, ATTRIBUTES);
        };
        return random.nextInt(6) == 0 ? broken(random, path) : path;
    }

    /** Something cut, doubled, put in or changed. */
    static String broken(Random random, String text) {
        StringBuilder broken = new StringBuilder(text);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(broken.length() + 1);
            switch (random.nextInt(5)) {
                case 0 -> broken.setLength(at);
                case 1 ->
                    broken.insert(at, one(random, "(", ")", "[", "]", "\"", "\\", " ", ".", ":", "\u0000", "é", ","));
                case 2 -> broken.insert(at, string(random));
                case 3 -> broken.append(broken);
                default -> broken.insert(at, (char) random.nextInt(0xD800));
            }
        }
        return broken.toString();
    }

    /** For an address; now and then encoded wrongly, or not at all. */
    static String encoded(Random random, String text) {
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8);
        return switch (random.nextInt(25)) {
            case 0 ->
                encoded + one(random, "%", "%z", "%zz", "%00", "%c0%80", "%ff", "%ed%a0%80", "%u0041", "+", "%2525");
            case 1 -> encoded.replace("%", "%25");
            case 2 -> text.replaceAll("[\\x00-\\x20\\x7f-\\uffff]", "");
            default -> encoded;
        };
    }
}
