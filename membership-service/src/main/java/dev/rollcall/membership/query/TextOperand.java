package dev.rollcall.membership.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.scim.filter.Operator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Text, absent when null or empty.
 *
 * <p>Where letter case does not count, the literal is folded here by {@link String#toLowerCase(Locale)} and the value is either a column
 * that was written so or goes through {@link #folded}: PostgreSQL's own full case mapping, which depends on no locale of the machine and
 * maps every character as Java does.
 *
 * @param sql of type text; folded already where letter case does not count
 * @param fold whether letter case does not count
 */
record TextOperand(String sql, boolean fold) implements Operand {
    private static final Pattern LIKE_SIGNS = Pattern.compile("[\\\\%_]");
    /** Characters that UTF-16 orders behind the surrogates, and so behind all characters that need two units. */
    private static final Pattern AFTER_SURROGATES = Pattern.compile("[\uE000-\uFFFF]");

    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

    /** The value in lower case, whatever the collation of the database. */
    static String folded(String sql) {
        return "lower((" + sql + ") collate pg_unicode_fast)";
    }

    @Override
    public Condition present() {
        return Condition.of(sql + " <> ''");
    }

    @Override
    public Condition holds(Operator operator, JsonNode literal) {
        String value = fold ? literal.asText().toLowerCase(Locale.ROOT) : literal.asText();
        if (value.isEmpty()) { // no present value is empty; every one contains the empty text
            return switch (operator) {
                case EQ, LT, LE -> Condition.NEVER;
                case NE, CO, SW, EW, GT, GE -> present();
            };
        }
        return switch (operator) {
            case EQ -> Condition.of(sql + " = ?", value);
            case NE -> Condition.all(List.of(present(), Condition.of(sql + " <> ?", value)));
            case CO -> like("%" + escaped(value) + "%");
            case SW -> like(escaped(value) + "%");
            case EW -> like("%" + escaped(value));
            case GT, GE -> ordered(operator, value);
            case LT, LE -> Condition.all(List.of(present(), ordered(operator, value)));
        };
    }

    private Condition like(String pattern) {
        return Condition.of(sql + " like ?", pattern);
    }

    private static String escaped(String value) {
        return LIKE_SIGNS.matcher(value).replaceAll("\\\\$0");
    }

    /**
     * By UTF-16 unit. Collation "C" orders by code point, which is the same unless one side has a character of two units where the
     * other has one behind the surrogates; only then both sides are rewritten so that the latter move behind all others.
     */
    private Condition ordered(Operator operator, String value) {
        String sign = " " + sign(operator) + " ?";
        if (value.chars().allMatch(unit -> unit < Character.MIN_SURROGATE)) {
            return Condition.of(sql + " collate \"C\"" + sign, value);
        }
        String distinct = value.replace(LAST, LAST + '\u0001');
        String moved = AFTER_SURROGATES.matcher(distinct).replaceAll(LAST + "$0");
        String column = "regexp_replace(replace(" + sql + ", chr(1114111), chr(1114111) || chr(1)), "
                + "'[\\uE000-\\uFFFF]', chr(1114111) || '\\&', 'g') collate \"C\"";
        return Condition.of(column + sign, moved);
    }

    static String sign(Operator operator) {
        return switch (operator) {
            case EQ -> "=";
            case NE -> "<>";
            case GT -> ">";
            case GE -> ">=";
            case LT -> "<";
            case LE -> "<=";
            case CO, SW, EW -> throw new IllegalArgumentException(operator + " is no order");
        };
    }

    @Override
    public String sortKey() {
        return "nullif(" + sql + ", '') collate \"C\"";
    }
}
