package dev.rollcall.audit.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** JSON in the one form of RFC 8785 (JCS): the same value has the same bytes, whoever wrote it. */
final class CanonicalJson {
    private static final BigInteger EXACT_MAX = BigInteger.ONE.shiftLeft(53).subtract(BigInteger.ONE); // RFC 7493 §2.2
    private static final int PLAIN_DIGITS = 21; // ECMAScript writes longer numbers with an exponent

    private final StringBuilder text = new StringBuilder();

    private CanonicalJson() {}

    /** A value that has no canonical form. */
    static final class Formless extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final String reason;

        Formless(String reason) {
            super(reason, null, false, false);
            this.reason = reason;
        }
    }

    /** @throws Formless for a number that is no IEEE 754 double, and for half a character (RFC 8785 §3.1, RFC 7493 §2) */
    static String write(JsonNode value) {
        CanonicalJson json = new CanonicalJson();
        json.value(value);
        return json.text.toString();
    }

    private void value(JsonNode value) {
        if (value.isObject()) {
            object(value);
        } else if (value.isArray()) {
            text.append('[');
            for (int i = 0; i < value.size(); i++) {
                text.append(i == 0 ? "" : ",");
                value(value.get(i));
            }
            text.append(']');
        } else if (value.isTextual()) {
            string(value.textValue());
        } else if (value.isNumber()) {
            number(value);
        } else {
            text.append(value.asText()); // true, false, null
        }
    }

    /** RFC 8785 §3.2.3: by UTF-16 code units, which is how Java compares strings. */
    private void object(JsonNode object) {
        List<String> names = new ArrayList<>(object.size());
        object.fieldNames().forEachRemaining(names::add);
        names.sort(null);
        text.append('{');
        String separator = "";
        for (String name : names) {
            text.append(separator);
            string(name);
            text.append(':');
            value(object.get(name));
            separator = ",";
        }
        text.append('}');
    }

    /** RFC 8785 §3.2.2.2. */
    private void string(String string) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(string)) {
            throw new Formless("it has half a character");
        }
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char one = string.charAt(i);
            switch (one) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\b' -> text.append("\\b");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\f' -> text.append("\\f");
                case '\r' -> text.append("\\r");
                default -> {
                    if (one < ' ') {
                        text.append("\\u%04x".formatted((int) one));
                    } else {
                        text.append(one);
                    }
                }
            }
        }
        text.append('"');
    }

    private void number(JsonNode number) {
        if (number.isIntegralNumber()) {
            BigInteger integer = number.bigIntegerValue();
            if (integer.abs().compareTo(EXACT_MAX) > 0) {
                throw new Formless("it has a number that is not exact in JSON");
            }
            text.append(integer);
            return;
        }
        double nearest = number.doubleValue();
        if (!Double.isFinite(nearest)) {
            throw new Formless("it has a number that is not exact in JSON");
        }
        text.append(ecmaScript(nearest));
    }

    /** RFC 8785 §3.2.2.3, that is ECMAScript's Number::toString, out of Java's digits, which are the fewest from two on since JDK 19. */
    static String ecmaScript(double number) {
        if (number == 0) {
            return "0";
        }
        BigDecimal decimal = fewestDigits(Math.abs(number));
        String digits = decimal.unscaledValue().toString();
        int point = digits.length() - decimal.scale();
        String sign = number < 0 ? "-" : "";
        if (point > PLAIN_DIGITS || point <= -6) {
            String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
            return sign + digits.charAt(0) + fraction + "e" + (point > 0 ? "+" : "") + (point - 1);
        }
        if (point <= 0) {
            return sign + "0." + "0".repeat(-point) + digits;
        }
        return digits.length() <= point
                ? sign + digits + "0".repeat(point - digits.length())
                : sign + digits.substring(0, point) + "." + digits.substring(point);
    }

    /** Java writes two digits where one would do and two are nearer, as in 4.9E-324. */
    private static BigDecimal fewestDigits(double number) {
        BigDecimal two = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        BigDecimal one = two.round(new MathContext(1)).stripTrailingZeros();
        return one.doubleValue() == number ? one : two;
    }
}
