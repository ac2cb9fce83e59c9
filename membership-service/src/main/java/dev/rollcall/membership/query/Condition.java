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

    static Condition of(String sql, Object... values) {
        return new Condition(sql, List.of(values));
    }

    /** Whether no row can meet it, so that the database need not be asked. */
    public boolean impossible() {
        return equals(NEVER);
    }

    static Condition all(List<Condition> conditions) {
        return joined(conditions, " and ", ALWAYS, NEVER);
    }

    static Condition any(List<Condition> conditions) {
        return joined(conditions, " or ", NEVER, ALWAYS);
    }

    /** Also true where this is null: what is absent does not match. */
    Condition negated() {
        if (equals(ALWAYS) || impossible()) {
            return impossible() ? ALWAYS : NEVER;
        }
        return new Condition("(" + sql + ") is not true", values);
    }

    /** This expression within a larger one that holds nowhere unless this one does. */
    Condition within(String before, String after) {
        return impossible() ? NEVER : new Condition(before + sql + after, values);
    }

    /** @param idle adds nothing to the others; {@code decisive} decides for all of them */
    private static Condition joined(List<Condition> conditions, String word, Condition idle, Condition decisive) {
        List<Condition> open =
                conditions.stream().filter(one -> !one.equals(idle)).toList();
        if (open.isEmpty() || open.contains(decisive)) {
            return open.isEmpty() ? idle : decisive;
        }
        String sql = open.stream().map(Condition::sql).collect(Collectors.joining(word, "(", ")"));
        List<Object> values = new ArrayList<>();
        open.forEach(condition -> values.addAll(condition.values()));
        return new Condition(sql, values);
    }
}
