package dev.rollcall.scim.filter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.scim.ScimDateTime;
import dev.rollcall.scim.schema.Attribute;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Compares one present value with a literal by the attribute's type. */
final class Comparison {
    private Comparison() {}

    static boolean holds(Attribute attribute, Operator operator, JsonNode value, JsonNode literal) {
        return switch (attribute.type()) {
            case BOOLEAN -> ordered(operator, Boolean.compare(value.asBoolean(), literal.asBoolean()));
            case INTEGER, DECIMAL -> ordered(operator, value.decimalValue().compareTo(literal.decimalValue()));
            case DATE_TIME -> dateTime(operator, value.asText(), literal.asText());
            case STRING, REFERENCE, BINARY -> text(attribute.caseExact(), operator, value.asText(), literal.asText());
            case COMPLEX -> false; // the parser replaces a complex attribute by its value
        };
    }

    private static boolean dateTime(Operator operator, String value, String literal) {
        Optional<Instant> left = ScimDateTime.find(value);
        Optional<Instant> right = ScimDateTime.find(literal);
        return left.isPresent()
                && right.isPresent()
                && ordered(operator, left.get().compareTo(right.get()));
    }

    private static boolean text(boolean caseExact, Operator operator, String value, String literal) {
        String left = caseExact ? value : value.toLowerCase(Locale.ROOT);
        String right = caseExact ? literal : literal.toLowerCase(Locale.ROOT);
        return switch (operator) {
            case CO -> left.contains(right);
            case SW -> left.startsWith(right);
            case EW -> left.endsWith(right);
            case EQ, NE, GT, GE, LT, LE -> ordered(operator, left.compareTo(right));
        };
    }

    private static boolean ordered(Operator operator, int order) {
        return switch (operator) {
            case EQ -> order == 0;
            case NE -> order != 0;
            case GT -> order > 0;
            case GE -> order >= 0;
            case LT -> order < 0;
            case LE -> order <= 0;
            case CO, SW, EW -> false; // refused by the parser for types other than text
        };
    }
}
