package dev.rollcall.membership.query;

import dev.rollcall.scim.ScimRefusal;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.filter.Filter.And;
import dev.rollcall.scim.filter.Filter.Compare;
import dev.rollcall.scim.filter.Filter.Not;
import dev.rollcall.scim.filter.Filter.Or;
import dev.rollcall.scim.filter.Filter.Present;
import dev.rollcall.scim.filter.Filter.ValuePath;
import dev.rollcall.scim.filter.Operator;
import dev.rollcall.scim.path.AttributePath;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.ResourceType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns a filter into a condition that holds for exactly the rows that the filter matches. */
public final class FilterSql {
    private final Scope scope;

    private FilterSql(Scope scope) {
        this.scope = scope;
    }

    /**
     * @param filter parsed for the same type
     * @return a condition on {@code scim_user s} or {@code scim_group s}; the caller adds the connection
     * @throws ScimRefusal invalidFilter when it names something that the store does not hold
     */
    public static Condition compile(ResourceType type, Filter filter) {
        return new FilterSql(new Scope.Resource(type)).condition(filter);
    }

    private Condition condition(Filter filter) {
        return switch (filter) {
            case And and -> Condition.all(conditions(and.operands()));
            case Or or -> Condition.any(conditions(or.operands()));
            case Not not -> condition(not.operand()).negated();
            case Present present when absent(present.path()) -> Condition.NEVER;
            case Present present -> {
                Field field = scope.field(present.path());
                yield field.source().some(field.operand(leaf(present.path())).present());
            }
            case Compare compare -> compare(compare);
            case ValuePath valuePath -> valuePath(valuePath);
        };
    }

    private List<Condition> conditions(List<Filter> operands) {
        return operands.stream().map(this::condition).toList();
    }

    /** An attribute of another type, in a list of several: these resources have no value of it. */
    private boolean absent(AttributePath path) {
        return scope.leaf(path) == null;
    }

    private Condition valuePath(ValuePath filter) {
        if (absent(filter.path())) {
            return Condition.NEVER;
        }
        Field field = scope.field(filter.path());
        Scope values = new Scope.Value(leaf(filter.path()), field.leaves());
        return field.source().some(new FilterSql(values).condition(filter.inner()));
    }

    private Condition compare(Compare compare) {
        boolean unequal = compare.operator() == Operator.NE;
        if (absent(compare.path())) {
            return compare.literal().isNull() == unequal ? Condition.NEVER : Condition.ALWAYS;
        }
        Field field = scope.field(compare.path());
        Operand operand = field.operand(leaf(compare.path()));
        Condition present = field.source().some(operand.present());
        if (compare.literal().isNull()) {
            return unequal ? present : present.negated();
        }
        Condition holds = field.source().some(operand.holds(compare.operator(), compare.literal()));
        // What is absent is unequal to everything (see Filter).
        return unequal ? Condition.any(List.of(present.negated(), holds)) : holds;
    }

    private Attribute leaf(AttributePath path) {
        return Scope.require(scope.leaf(path), path);
    }

    /** What paths mean: on the resource, or on one value within a value path. */
    private sealed interface Scope {
        Field field(AttributePath path);

        @Nullable
        Attribute leaf(AttributePath path);

        static Attribute require(@Nullable Attribute attribute, AttributePath path) {
            if (attribute == null) {
                throw ScimRefusal.invalidFilter("There is no attribute " + ScimRefusal.shown(path.toString()) + ".");
            }
            return attribute;
        }

        record Resource(ResourceType type) implements Scope {
            @Override
            public Field field(AttributePath path) {
                return Fields.of(type, path.schema(), require(path.attributeIn(type), path));
            }

            @Override
            public @Nullable Attribute leaf(AttributePath path) {
                return path.leafIn(type);
            }
        }

        record Value(Attribute complex, Field.Leaves leaves) implements Scope {
            @Override
            public Field field(AttributePath path) {
                return new Field(Field.ROW, leaves);
            }

            @Override
            public @Nullable Attribute leaf(AttributePath path) {
                return complex.findSubAttribute(path.attribute());
            }
        }
    }
}
