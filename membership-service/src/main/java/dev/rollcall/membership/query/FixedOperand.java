package dev.rollcall.membership.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.scim.ScimRefusal;
import dev.rollcall.scim.filter.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Text that is the same for every row, so that it is compared here; its letter case counts. */
record FixedOperand(String text) implements Operand {

    @Override
    public Condition present() {
        return Condition.ALWAYS;
    }

    @Override
    public Condition holds(Operator operator, JsonNode literal) {
        String other = literal.asText();
        boolean holds = switch (operator) {
            case EQ -> text.equals(other);
            case NE -> !text.equals(other);
            case CO -> text.contains(other);
            case SW -> text.startsWith(other);
            case EW -> text.endsWith(other);
            case GT -> text.compareTo(other) > 0;
            case GE -> text.compareTo(other) >= 0;
            case LT -> text.compareTo(other) < 0;
            case LE -> text.compareTo(other) <= 0;
        };
        return holds ? Condition.ALWAYS : Condition.NEVER;
    }

    @Override
    public String sortKey() {
        return Json.quoted(text) + "::text";
    }

    /**
     * A list of such texts, each of them in the rows that its condition holds for.
     *
     * @param name of the attribute
     * @param texts in the order of the schema documents
     */
    record Any(String name, Map<String, Condition> texts) implements Operand {
        @Override
        public Condition present() {
            return Condition.any(List.copyOf(texts.values()));
        }

        @Override
        public Condition holds(Operator operator, JsonNode literal) {
            List<Condition> any = new ArrayList<>();
            texts.forEach((text, carried) ->
                    any.add(Condition.all(List.of(new FixedOperand(text).holds(operator, literal), carried))));
            return Condition.any(any);
        }

        @Override
        public String sortKey() {
            throw ScimRefusal.invalidValue("'" + name + "' is a list that has no first value to sort by.");
        }
    }
}
