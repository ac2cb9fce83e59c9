package dev.rollcall.scim.filter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.rollcall.scim.Mode;
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
    JsonNode typed(Attribute attribute, Operator operator, Mode mode) {
        if (!quoted && text.equals("null")) {
            require(operator == Operator.EQ || operator == Operator.NE, attribute, operator, "null");
            return NullNode.instance;
        }
        return switch (attribute.type()) {
            case BOOLEAN -> {
                // RFC 7644 §3.4.2.2: an order of booleans is a failed request.
                require(operator == Operator.EQ || operator == Operator.NE, attribute, operator, "a boolean");
                yield truth(attribute, mode);
            }
            case INTEGER, DECIMAL -> {
                require(!operator.partial(), attribute, operator, "a number");
                yield number(attribute, mode);
            }
            case DATE_TIME -> {
                require(!operator.partial(), attribute, operator, "a dateTime");
                yield dateTime(attribute, mode);
            }
            case BINARY -> {
                require(operator == Operator.EQ || operator == Operator.NE, attribute, operator, "binary data");
                yield string(attribute, mode);
            }
            case STRING, REFERENCE -> string(attribute, mode);
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

    private JsonNode truth(Attribute attribute, Mode mode) {
        boolean literal = !quoted && (text.equals("true") || text.equals("false"));
        // E3: Entra sends "True" and "False", here and in bodies.
        boolean word = mode.compat() && (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false"));
        if (literal || word) {
            return BooleanNode.valueOf(text.equalsIgnoreCase("true"));
        }
        throw misfit(attribute, "true or false");
    }

    private JsonNode number(Attribute attribute, Mode mode) {
        Optional<BigDecimal> number = quoted && !mode.compat() ? Optional.empty() : ScimNumbers.find(text);
        return DecimalNode.valueOf(number.orElseThrow(() -> misfit(attribute, "a number")));
    }

    private JsonNode dateTime(Attribute attribute, Mode mode) {
        if ((quoted || mode.compat()) && ScimDateTime.find(text).isPresent()) {
            return TextNode.valueOf(text);
        }
        throw misfit(attribute, "a dateTime such as \"2026-01-31T08:00:00Z\"");
    }

    private JsonNode string(Attribute attribute, Mode mode) {
        if (!quoted && !mode.compat()) { // E19: bare words
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
