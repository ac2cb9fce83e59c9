package dev.rollcall.membership.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.scim.ScimRefusal;
import dev.rollcall.scim.filter.Operator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** A value in SQL and how it is compared. */
sealed interface Operand
        permits TextOperand,
                MomentOperand,
                FixedOperand,
                FixedOperand.Any,
                JsonMoment,
                Operand.Several,
                Operand.Parts,
                Operand.Id,
                Operand.Flag,
                Operand.Number,
                Operand.Whole,
                Operand.Unknown {

    /** The value is there: neither null nor empty text. */
    Condition present();

    /**
     * The value is there and compares so; also for {@code ne}, which an absent value satisfies elsewhere.
     *
     * @param literal fits the attribute's type and is not null
     * @throws ScimRefusal invalidFilter when this value cannot be compared
     */
    Condition holds(Operator operator, JsonNode literal);

    /**
     * What to sort by; null where the value is absent.
     *
     * @throws ScimRefusal invalidValue when this value cannot be sorted by
     */
    String sortKey();

    /** A uuid column without nulls; as text it is lower case with hyphens. */
    record Id(String sql) implements Operand {
        @Override
        public Condition present() {
            return Condition.ALWAYS;
        }

        @Override
        public Condition holds(Operator operator, JsonNode literal) {
            if (operator != Operator.EQ && operator != Operator.NE) {
                return new TextOperand(sql + "::text", false).holds(operator, literal);
            }
            boolean equal = operator == Operator.EQ;
            String text = literal.asText();
            if (!canonical(text)) {
                return equal ? Condition.NEVER : Condition.ALWAYS;
            }
            return Condition.of(sql + (equal ? " = ?" : " <> ?"), UUID.fromString(text));
        }

        private static boolean canonical(String text) {
            try {
                return UUID.fromString(text).toString().equals(text); // id is case-exact (RFC 7643 §3.1)
            } catch (IllegalArgumentException noUuid) {
                return false;
            }
        }

        @Override
        public String sortKey() {
            return sql;
        }
    }

    /** A boolean column without nulls. */
    record Flag(String sql) implements Operand {
        @Override
        public Condition present() {
            return Condition.ALWAYS;
        }

        @Override
        public Condition holds(Operator operator, JsonNode literal) {
            String sign = operator == Operator.NE ? " <> ?" : " = ?"; // the parser lets no other operator through
            return Condition.of(sql + sign, literal.asBoolean());
        }

        @Override
        public String sortKey() {
            return sql;
        }
    }

    /** A number in JSON. Compared as jsonb, which cannot fail as a cast can. */
    record Number(String sql) implements Operand {
        @Override
        public Condition present() {
            return Condition.of("jsonb_typeof(" + sql + ") = 'number'");
        }

        @Override
        public Condition holds(Operator operator, JsonNode literal) {
            String sign = TextOperand.sign(operator);
            return Condition.all(List.of(
                    present(), Condition.of(sql + " " + sign + " to_jsonb(?::numeric)", literal.decimalValue())));
        }

        @Override
        public String sortKey() {
            return sql;
        }
    }

    /** A complex value as a whole: there is one as soon as one of its parts is there. */
    record Whole(String name, List<Operand> parts) implements Operand {
        @Override
        public Condition present() {
            return Condition.any(parts.stream()
                    .filter(part -> !(part instanceof Unknown))
                    .map(Operand::present)
                    .toList());
        }

        @Override
        public Condition holds(Operator operator, JsonNode literal) {
            throw ScimRefusal.invalidFilter("'" + name + "' is complex: compare one of its sub-attributes.");
        }

        @Override
        public String sortKey() {
            throw ScimRefusal.invalidPath("'" + name + "' is complex: sort by one of its sub-attributes.");
        }
    }

    /** As {@link Whole}, of a value in JSON, in one condition: however many parts it has, the statement stays short. */
    record Parts(String name, String sql, List<String> parts) implements Operand {
        @Override
        public Condition present() {
            String names = parts.stream().map(Json::quoted).collect(Collectors.joining(", "));
            return Condition.of("exists (select from jsonb_each_text(case when jsonb_typeof(" + sql
                    + ") = 'object' then " + sql + " end) as p(name, value) where p.value <> '' and p.name in (" + names
                    + "))");
        }

        @Override
        public Condition holds(Operator operator, JsonNode literal) {
            return new Whole(name, List.of()).holds(operator, literal);
        }

        @Override
        public String sortKey() {
            return new Whole(name, List.of()).sortKey();
        }
    }

    /** Several simple values within another one: there, or not. */
    record Several(String name, String sql) implements Operand {
        @Override
        public Condition present() {
            return Condition.of(sql + " is not null"); // an empty list is never stored
        }

        @Override
        public Condition holds(Operator operator, JsonNode literal) {
            throw ScimRefusal.invalidFilter("'" + name + "' is a list: compare it by its own path.");
        }

        @Override
        public String sortKey() {
            throw ScimRefusal.invalidValue("'" + name + "' is a list that has no first value to sort by.");
        }
    }

    /** A value that the store does not hold. */
    record Unknown(String name, String reason) implements Operand {
        @Override
        public Condition present() {
            throw ScimRefusal.invalidFilter("'" + name + "' cannot be filtered: " + reason + ".");
        }

        @Override
        public Condition holds(Operator operator, JsonNode literal) {
            return present();
        }

        @Override
        public String sortKey() {
            throw ScimRefusal.invalidValue("'" + name + "' cannot be sorted by: " + reason + ".");
        }
    }
}
