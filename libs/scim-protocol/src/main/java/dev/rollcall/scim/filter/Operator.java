package dev.rollcall.scim.filter;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Comparison operators of RFC 7644 §3.4.2.2, Table 3; {@code pr} is {@link Filter.Present}. */
public enum Operator {
    EQ,
    NE,
    CO,
    SW,
    EW,
    GT,
    GE,
    LT,
    LE;

    private final String wire = name().toLowerCase(Locale.ROOT);

    /** As printed. */
    public String wire() {
        return wire;
    }

    /** Whether it looks into text: {@code co}, {@code sw}, {@code ew}. */
    public boolean partial() {
        return this == CO || this == SW || this == EW;
    }

    /** Whether it needs an order: {@code gt}, {@code ge}, {@code lt}, {@code le}. */
    public boolean ordering() {
        return this == GT || this == GE || this == LT || this == LE;
    }

    static @Nullable Operator find(String word) {
        for (Operator operator : values()) {
            if (operator.wire.equalsIgnoreCase(word)) {
                return operator;
            }
        }
        return null;
    }
}
