package dev.rollcall.scim.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.rollcall.scim.Leeway;
import dev.rollcall.scim.Quirk;
import dev.rollcall.scim.ScimDateTime;
import dev.rollcall.scim.ScimLimits;
import dev.rollcall.scim.ScimNumbers;
import dev.rollcall.scim.ScimRefusal;
import dev.rollcall.scim.ScimText;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.Attribute.Mutability;
import dev.rollcall.scim.schema.Attribute.Type;
import dev.rollcall.scim.schema.Attribute.Uniqueness;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Checks and coerces values that are not complex. */
final class SimpleValues {
    private SimpleValues() {}

    /** Names the attribute, only when a refusal needs it: joining names for every value costs as much as reading it. */
    record Where(@Nullable Attribute parent, Attribute attribute) {
        @Override
        public String toString() {
            return parent == null ? attribute.name() : parent.name() + '.' + attribute.name();
        }
    }

    static JsonNode read(@Nullable Attribute parent, Attribute attribute, JsonNode value, Leeway leeway) {
        Where where = new Where(parent, attribute);
        return switch (attribute.type()) {
            case STRING, REFERENCE, BINARY -> text(attribute, value, leeway, where);
            case BOOLEAN -> truth(value, leeway, where);
            case DATE_TIME -> {
                if (value.isTextual() && ScimDateTime.find(value.textValue()).isPresent()) {
                    yield value;
                }
                throw misfit(where, "a dateTime such as \"2026-01-31T08:00:00Z\"", value);
            }
            case INTEGER, DECIMAL -> number(attribute, value, leeway, where);
            case COMPLEX -> throw misfit(where, "an object", value);
        };
    }

    private static JsonNode text(Attribute attribute, JsonNode value, Leeway leeway, Where where) {
        boolean scalar = value.isNumber() || value.isBoolean();
        if (!value.isTextual() && !(scalar && leeway.tolerates(Quirk.SCALAR_FOR_TEXT))) {
            throw misfit(where, "a string", value);
        }
        String text = value.asText();
        int most = lengthMax(attribute);
        if (text.length() > most) {
            throw ScimRefusal.invalidValue(
                    "'" + where + "' has at most " + most + " characters, not " + text.length() + ".");
        }
        if (!ScimText.storable(text)) {
            throw ScimRefusal.invalidValue("'" + where + "' holds U+0000 or half a surrogate pair.");
        }
        if (attribute.mutability() == Mutability.IMMUTABLE
                && !attribute.canonicalValues().isEmpty()) {
            requireCanonical(attribute, text, where); // it says what a reference refers to, so it is no mere label
        }
        return value.isTextual() ? value : TextNode.valueOf(text);
    }

    private static int lengthMax(Attribute attribute) {
        if (attribute.type() == Type.BINARY) {
            return ScimLimits.BINARY_LENGTH_MAX;
        }
        boolean key =
                attribute.uniqueness() != Uniqueness.NONE || attribute.name().equals("externalId");
        return key ? ScimLimits.KEY_LENGTH_MAX : ScimLimits.STRING_LENGTH_MAX;
    }

    private static void requireCanonical(Attribute attribute, String text, Where where) {
        if (attribute.canonicalValues().stream().noneMatch(text::equalsIgnoreCase)) {
            throw ScimRefusal.invalidValue("'" + where + "' is one of " + attribute.canonicalValues() + ", not "
                    + ScimRefusal.shown(text) + ".");
        }
    }

    private static JsonNode truth(JsonNode value, Leeway leeway, Where where) {
        if (value.isBoolean()) {
            return value;
        }
        String text = value.isTextual() ? value.textValue().strip() : "";
        boolean word = text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
        if (word && leeway.tolerates(Quirk.TEXT_FOR_BOOLEAN)) {
            return BooleanNode.valueOf(text.equalsIgnoreCase("true"));
        }
        throw misfit(where, "true or false", value);
    }

    private static JsonNode number(Attribute attribute, JsonNode value, Leeway leeway, Where where) {
        boolean readable = value.isNumber() || value.isTextual() && leeway.tolerates(Quirk.TEXT_FOR_NUMBER);
        BigDecimal number = readable ? ScimNumbers.find(value.asText()).orElse(null) : null;
        boolean whole = attribute.type() == Type.INTEGER;
        boolean fraction = number != null && number.stripTrailingZeros().scale() > 0;
        if (number == null
                || whole && fraction
                || Math.abs(number.precision() - number.scale()) > ScimLimits.NUMBER_EXPONENT_MAX) {
            throw misfit(where, whole ? "a whole number" : "a number", value);
        }
        return fraction ? DoubleNode.valueOf(number.doubleValue()) : integer(number.toBigInteger());
    }

    /** As a parser makes it of the number's text: what is read is compared with what was stored. */
    private static JsonNode integer(BigInteger number) {
        if (number.bitLength() < Integer.SIZE) {
            return IntNode.valueOf(number.intValue());
        }
        return number.bitLength() < Long.SIZE ? LongNode.valueOf(number.longValue()) : BigIntegerNode.valueOf(number);
    }

    private static ScimRefusal misfit(Where where, String wanted, JsonNode value) {
        String got = value.isContainerNode()
                ? value.getNodeType().name().toLowerCase(Locale.ROOT)
                : ScimRefusal.shown(value.asText());
        return ScimRefusal.invalidValue("'" + where + "' is " + wanted + ", not " + got + ".");
    }
}
