package dev.rollcall.sso.saml;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Times as SAML core §1.3.3 has them. {@link Instant#parse} reads them all, in a twentieth of the time that a whole message takes, and a message has
 * four; so the two forms that everybody writes, with whole seconds or with milliseconds, are read by hand.
 */
final class UtcTime {
    /** Where {@code 2026-01-02T03:04:05Z} has its last character. */
    private static final int SECONDS_END = 19;
    /** The same of {@code 2026-01-02T03:04:05.678Z}. */
    private static final int MILLIS_END = 23;

    private static final int NANOS_OF_MILLI = 1_000_000;
    private static final int NO_NUMBER = -1;

    private UtcTime() {}

    /** @throws java.time.DateTimeException when it is none */
    static Instant parse(String text) {
        Instant usual = usual(text);
        return usual == null ? Instant.parse(text) : usual;
    }

    /** Null for every other form. */
    private static @Nullable Instant usual(String text) {
        int end = text.length() - 1;
        boolean formed = (end == SECONDS_END || end == MILLIS_END && text.charAt(SECONDS_END) == '.')
                && text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':'
                && text.charAt(end) == 'Z';
        if (!formed) {
            return null;
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, SECONDS_END);
        int millis = end == SECONDS_END ? 0 : number(text, SECONDS_END + 1, end);
        boolean digits = year >= 0 && month >= 0 && day >= 0 && hour >= 0 && minute >= 0 && second >= 0 && millis >= 0;
        if (!digits || hour > 23 || second > 59) {
            return null; // a midnight of 24:00 and leap seconds are left to the standard's own reader
        }
        return LocalDateTime.of(year, month, day, hour, minute, second, millis * NANOS_OF_MILLI)
                .toInstant(ZoneOffset.UTC);
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                return NO_NUMBER;
            }
            number = number * 10 + digit - '0';
        }
        return number;
    }
}
