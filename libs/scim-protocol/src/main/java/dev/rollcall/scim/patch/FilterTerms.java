package dev.rollcall.scim.patch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.filter.Filter.And;
import dev.rollcall.scim.filter.Filter.Compare;
import dev.rollcall.scim.filter.Operator;
import org.jspecify.annotations.Nullable;

/** What a value filter says of the value it selects. */
final class FilterTerms {
    private FilterTerms() {}

    /** The value that the filter describes, if it is {@code eq} terms joined by {@code and}; otherwise null. */
    static @Nullable ObjectNode equalities(Filter filter) {
        ObjectNode described = JsonNodeFactory.instance.objectNode();
        return collect(filter, described) ? described : null;
    }

    private static boolean collect(Filter filter, ObjectNode described) {
        return switch (filter) {
            case And and -> and.operands().stream().allMatch(operand -> collect(operand, described));
            case Compare compare -> {
                String name = compare.path().attribute();
                boolean describes =
                        compare.operator() == Operator.EQ && !compare.literal().isNull() && !described.has(name);
                if (describes) {
                    described.set(name, compare.literal());
                }
                yield describes;
            }
            case Filter.Or or -> false;
            case Filter.Not not -> false;
            case Filter.Present present -> false;
            case Filter.ValuePath valuePath -> false;
        };
    }
}
