package dev.rollcall.scim.filter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.rollcall.scim.Leeway;
import dev.rollcall.scim.Quirk;
import dev.rollcall.scim.ScimDateTime;
import dev.rollcall.scim.ScimLimits;
import dev.rollcall.scim.ScimNumbers;
import dev.rollcall.scim.ScimRefusal;
import dev.rollcall.scim.schema.Attribute;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A literal as written.
 *
 * @param quoted whether it stood in quotes
 * @param text the content of the quotes, or the bare word
 */
record Literal(boolean quoted, String text) {

    /** The literal as a value of the attribute's type, or a refusal that says what fits. */
    JsonNode typed(Attribute attribute, Operator operator, Leeway leeway) {
        if (!quoted && text.equals("null")) {
            require(operator == Operator.EQ || operator == Operator.NE, attribute, operator, "null");
            return NullNode.instance;
        }
        return switch (attribute.type()) {
            case BOOLEAN -> {
                // RFC 7644 §3.4.2.2: an order of booleans is a failed request.
                require(operator == Operator.EQ || operator == Operator.NE, attribute, operator, "a boolean");
                yield truth(attribute, leeway);
            }
            case INTEGER, DECIMAL -> {
                require(!operator.partial(), attribute, operator, "a number");
                yield number(attribute, leeway);
            }
            case DATE_TIME -> {
                require(!operator.partial(), attribute, operator, "a dateTime");
                yield dateTime(attribute, leeway);
            }
            case BINARY -> {
                require(operator == Operator.EQ || operator == Operator.NE, attribute, operator, "binary data");
                yield string(attribute, leeway);
            }
            case STRING, REFERENCE -> string(attribute, leeway);
            case COMPLEX ->
                throw ScimRefusal.invalidFilter(
                        "'" + attribute.name() + "' is complex: compare one of its sub-attributes, or ask with pr.");
        };
    }

    private static void require(boolean fits, Attribute attribute, Operator operator, String kind) {
        if (!fits) {
            throw ScimRefusal.invalidFilter("'" + operator.wire() + "' does not work on '" + attribute.name()
                    + "', which is compared with " + kind + ".");
        }
    }

    private JsonNode truth(Attribute attribute, Leeway leeway) {
        boolean literal = !quoted && (text.equals("true") || text.equals("false"));
        boolean word = text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
        if (literal || word && leeway.tolerates(Quirk.TEXT_FOR_BOOLEAN)) {
            return BooleanNode.valueOf(text.equalsIgnoreCase("true"));
        }
        throw misfit(attribute, "true or false");
    }

    private JsonNode number(Attribute attribute, Leeway leeway) {
        boolean readable = !quoted || leeway.tolerates(Quirk.TEXT_FOR_NUMBER);
        Optional<BigDecimal> number = readable ? ScimNumbers.find(text) : Optional.empty();
        return DecimalNode.valueOf(number.orElseThrow(() -> misfit(attribute, "a number")));
    }

    private JsonNode dateTime(Attribute attribute, Leeway leeway) {
        if ((quoted || leeway.tolerates(Quirk.BARE_WORD))
                && ScimDateTime.find(text).isPresent()) {
            return TextNode.valueOf(text);
        }
        throw misfit(attribute, "a dateTime such as \"2026-01-31T08:00:00Z\"");
    }

    private JsonNode string(Attribute attribute, Leeway leeway) {
        if (!quoted && !leeway.tolerates(Quirk.BARE_WORD)) {
            throw misfit(attribute, "a string in double quotes");
        }
        if (text.length() > ScimLimits.STRING_LENGTH_MAX) {
            throw ScimRefusal.invalidFilter(
                    "A value in a filter has at most " + ScimLimits.STRING_LENGTH_MAX + " characters.");
        }
        return TextNode.valueOf(text);
    }

    private ScimRefusal misfit(Attribute attribute, String wanted) {
        return ScimRefusal.invalidFilter("'" + attribute.name() + "' is compared with " + wanted + ", not with "
                + ScimRefusal.shown(text) + ".");
    }
}
