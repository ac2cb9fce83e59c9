package dev.rollcall.membership.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.Attribute.Type;
import dev.rollcall.scim.schema.ResourceType;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Random resources and filters over every attribute of the schemas, made so that they often meet. */
final class RandomQueries {
    /** Signs of LIKE, quotes, characters whose case mapping is special, characters of two UTF-16 units and those ordered behind them. */
    private static final List<String> PIECES = List.of(
            "a",
            "A",
            "b",
            "B",
            "ab",
            "é",
            "É",
            "ß",
            "ẞ",
            "İ",
            "ı",
            "\u212A",
            "k",
            "Ǆ",
            "σ",
            "ς",
            "%",
            "_",
            "\\",
            "\"",
            "'",
            "?",
            ".",
            " ",
            "\n",
            "😀",
            "\uD801\uDC00",
            "\uD801\uDC28",
            "\uE000",
            "\uFF21",
            "\uFFFD",
            "\uDBFF\uDFFF");

    private static final List<String> TYPES = List.of("work", "Work", "home", "other");
    private static final Set<String> NOT_STORED = Set.of("$ref", "location", "password");

    private final Random random;
    private final ResourceType type;

    RandomQueries(Random random, ResourceType type) {
        this.random = random;
        this.type = type;
    }

    /** A stored User, canonical: without what the service adds. */
    ObjectNode user(int number) {
        ObjectNode user = JsonNodeFactory.instance.objectNode();
        for (Attribute attribute : type.attributes()) {
            boolean added =
                    Set.of("id", "meta", "schemas", "groups", "password").contains(attribute.name());
            if (!added && random.nextInt(3) > 0) {
                user.set(attribute.name(), value(attribute));
            }
        }
        return user.put("userName", text() + number);
    }

    private JsonNode value(Attribute attribute) {
        if (!attribute.multiValued()) {
            return single(attribute);
        }
        var values = JsonNodeFactory.instance.arrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
            values.add(single(attribute));
        }
        return values;
    }

    private JsonNode single(Attribute attribute) {
        if (attribute.complex()) {
            ObjectNode value = JsonNodeFactory.instance.objectNode();
            attribute.subAttributes().stream()
                    .filter(sub -> random.nextBoolean())
                    .forEach(sub -> value.set(sub.name(), value(sub)));
            return value;
        }
        if (random.nextInt(15) == 0) {
            return random.nextBoolean() ? JsonNodeFactory.instance.nullNode() : TextNode.valueOf("");
        }
        return attribute.type() == Type.BOOLEAN
                ? BooleanNode.valueOf(random.nextBoolean())
                : TextNode.valueOf(attribute.name().equals("type") ? any(TYPES) : text());
    }

    String text() {
        StringBuilder text = new StringBuilder();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            text.append(any(PIECES));
        }
        return text.toString();
    }

    Instant moment() {
        return Instant.parse("2026-01-01T00:00:00Z").plusNanos(random.nextInt(4) * 1_000L);
    }

    /** @param known texts of the resources */
    String filter(int depth, List<String> known) {
        return switch (depth == 0 ? 0 : random.nextInt(5)) {
            case 1 -> "not (" + filter(depth - 1, known) + ")";
            case 2 -> "(" + filter(depth - 1, known) + " and " + filter(depth - 1, known) + ")";
            case 3 -> "(" + filter(depth - 1, known) + " or " + filter(depth - 1, known) + ")";
            default -> term(known);
        };
    }

    private String term(List<String> known) {
        Attribute attribute = any(type.attributes());
        if (!filterable(attribute)) {
            return term(known);
        }
        if (attribute.name().startsWith("urn:")) {
            return extensionTerm(attribute, known);
        }
        return term(attribute.name(), attribute, known);
    }

    private String extensionTerm(Attribute extension, List<String> known) {
        Attribute attribute = any(extension.subAttributes());
        return random.nextInt(8) == 0
                ? extension.name() + " pr"
                : term(extension.name() + ":" + attribute.name(), attribute, known);
    }

    private String term(String name, Attribute attribute, List<String> known) {
        if (!attribute.complex()) {
            return comparison(name, attribute, known);
        }
        List<Attribute> subs = attribute.subAttributes().stream()
                .filter(RandomQueries::filterable)
                .filter(sub ->
                        !attribute.name().equals("members") || !sub.name().equals("display"))
                .toList();
        return switch (random.nextInt(6)) {
            case 0 -> name + " pr";
            case 1, 2 -> name + "[" + inner(2, subs, known) + "]";
            default -> {
                Attribute sub = any(subs);
                yield comparison(name + "." + sub.name(), sub, known);
            }
        };
    }

    private String inner(int depth, List<Attribute> subs, List<String> known) {
        Attribute sub = any(subs);
        return switch (depth == 0 ? 0 : random.nextInt(5)) {
            case 1 -> "not (" + inner(depth - 1, subs, known) + ")";
            case 2 -> "(" + inner(depth - 1, subs, known) + " and " + inner(depth - 1, subs, known) + ")";
            case 3 -> "(" + inner(depth - 1, subs, known) + " or " + inner(depth - 1, subs, known) + ")";
            default -> comparison(sub.name(), sub, known);
        };
    }

    private String comparison(String name, Attribute attribute, List<String> known) {
        boolean equality = attribute.type() == Type.BOOLEAN || attribute.type() == Type.BINARY;
        boolean parts = !equality && attribute.type() != Type.DATE_TIME;
        List<String> operators =
                equality ? List.of("eq", "ne") : List.of("eq", "ne", "gt", "ge", "lt", "le", "co", "sw", "ew");
        String operator = any(parts || equality ? operators : operators.subList(0, 6));
        return switch (random.nextInt(10)) {
            case 0 -> name + " pr";
            case 1 -> name + (random.nextBoolean() ? " eq null" : " ne null");
            default -> name + " " + operator + " " + literal(attribute, operator, known);
        };
    }

    private String literal(Attribute attribute, String operator, List<String> known) {
        return switch (attribute.type()) {
            case BOOLEAN -> String.valueOf(random.nextBoolean());
            case DATE_TIME ->
                TextNode.valueOf(moment().plusNanos(random.nextInt(3) * 100).toString())
                        .toString();
            case STRING, REFERENCE, BINARY, INTEGER, DECIMAL, COMPLEX ->
                TextNode.valueOf(string(operator, known)).toString();
        };
    }

    private String string(String operator, List<String> known) {
        if (random.nextInt(20) == 0) {
            return "";
        }
        String text = random.nextInt(4) == 0 ? text() : any(known);
        boolean part = operator.equals("co") || operator.equals("sw") || operator.equals("ew");
        if (part && random.nextBoolean()) {
            return any(PIECES);
        }
        return switch (random.nextInt(4)) {
            case 0 -> text.toUpperCase(java.util.Locale.ROOT);
            case 1 -> text.toLowerCase(java.util.Locale.ROOT);
            default -> text;
        };
    }

    private static boolean filterable(Attribute attribute) {
        return !NOT_STORED.contains(attribute.name());
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
