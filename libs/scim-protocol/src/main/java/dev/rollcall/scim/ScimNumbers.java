package dev.rollcall.scim;

import java.math.BigDecimal;
import java.util.Optional;

/** JSON numbers within limits. */
public final class ScimNumbers {
    private static final int EXPONENT_DIGITS_MAX = 3; // 1e999999999 would take seconds to compare

    private ScimNumbers() {}

    /** Empty when the text is no JSON number, or one beyond {@link ScimLimits#NUMBER_LENGTH_MAX} or three digits of exponent. */
    public static Optional<BigDecimal> find(String text) {
        if (text.isEmpty() || text.length() > ScimLimits.NUMBER_LENGTH_MAX || !startsAndEndsLikeJson(text)) {
            return Optional.empty();
        }
        int exponent = Math.max(text.indexOf('e'), text.indexOf('E'));
        if (exponent >= 0 && text.length() - exponent - 1 > EXPONENT_DIGITS_MAX + 1) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    private static boolean startsAndEndsLikeJson(String text) {
        char first = text.charAt(0);
        char last = text.charAt(text.length() - 1);
        return (first == '-' || isDigit(first)) && isDigit(last);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
