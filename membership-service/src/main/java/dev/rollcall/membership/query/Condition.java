package dev.rollcall.membership.query;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What goes into a {@code WHERE}: true for the rows that match, false or null for the others. Whoever negates it must ask
 * {@code is not true}.
 *
 * @param sql over alias {@code s}; safe to join with {@code and}; each {@code ?} is a parameter
 * @param values of the parameters, in order: strings, UUIDs, booleans, instants, decimals
 */
public record Condition(String sql, List<Object> values) {
    static final Condition ALWAYS = of("true");
    static final Condition NEVER = of("false");

    public Condition {
        values = List.copyOf(values);
    }

    public static Condition of(String sql, Object... values) {
        return new Condition(sql, List.of(values));
    }

    static Condition all(List<Condition> conditions) {
        return joined(conditions, " and ");
    }

    static Condition any(List<Condition> conditions) {
        return joined(conditions, " or ");
    }

    /** Also true where this is null: what is absent does not match. */
    Condition negated() {
        return new Condition("(" + sql + ") is not true", values);
    }

    public Condition and(Condition other) {
        return all(List.of(this, other));
    }

    /** This expression within a larger one. */
    Condition within(String before, String after) {
        return new Condition(before + sql + after, values);
    }

    private static Condition joined(List<Condition> conditions, String word) {
        String sql = conditions.stream().map(Condition::sql).collect(Collectors.joining(word, "(", ")"));
        List<Object> values = new ArrayList<>();
        conditions.forEach(condition -> values.addAll(condition.values()));
        return new Condition(sql, values);
    }
}
