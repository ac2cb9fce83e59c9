package dev.rollcall.membership.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.scim.ScimDateTime;
import dev.rollcall.scim.ScimRefusal;
import dev.rollcall.scim.filter.Operator;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A timestamptz column without nulls. It counts microseconds and a literal has up to nine digits (E19): one between two of them is moved
 * to the neighbour that gives the same answer, because the driver would round it.
 */
record MomentOperand(String sql) implements Operand {
    // Nothing is stored outside; a year that PostgreSQL does not know must not fail.
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    @Override
    public Condition present() {
        return Condition.ALWAYS;
    }

    @Override
    public Condition holds(Operator operator, JsonNode literal) {
        Instant exact = ScimDateTime.find(literal.asText())
                .orElseThrow(() -> ScimRefusal.invalidFilter("A dateTime is compared with a dateTime only."));
        Instant moment = within(exact);
        Instant before = moment.truncatedTo(ChronoUnit.MICROS);
        boolean between = !before.equals(moment);
        return switch (operator) {
            case EQ -> between ? Condition.NEVER : Condition.of(sql + " = ?", moment);
            case NE -> between ? Condition.ALWAYS : Condition.of(sql + " <> ?", moment);
            case GT -> Condition.of(sql + " > ?", before);
            case LE -> Condition.of(sql + " <= ?", before);
            case GE -> Condition.of(sql + (between ? " > ?" : " >= ?"), before);
            case LT -> Condition.of(sql + (between ? " <= ?" : " < ?"), before);
            case CO, SW, EW -> throw ScimRefusal.invalidFilter("A dateTime has no parts to look for.");
        };
    }

    /** The nearest moment that PostgreSQL knows. */
    static Instant within(Instant exact) {
        return exact.isBefore(FIRST) ? FIRST : exact.isAfter(LAST) ? LAST : exact;
    }

    @Override
    public String sortKey() {
        return sql;
    }
}
