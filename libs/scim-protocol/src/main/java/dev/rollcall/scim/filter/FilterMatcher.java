package dev.rollcall.scim.filter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.filter.Filter.And;
import dev.rollcall.scim.filter.Filter.Compare;
import dev.rollcall.scim.filter.Filter.Not;
import dev.rollcall.scim.filter.Filter.Or;
import dev.rollcall.scim.filter.Filter.Present;
import dev.rollcall.scim.filter.Filter.ValuePath;
import dev.rollcall.scim.path.AttributePath;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.ResourceType;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Evaluates a filter on a resource, or an inner filter on one value of a complex attribute. */
public final class FilterMatcher {
    private final ResourceType type;
    private final @Nullable Attribute scope; // the complex attribute whose value is looked at; null: the resource

    private FilterMatcher(ResourceType type, @Nullable Attribute scope) {
        this.type = type;
        this.scope = scope;
    }

    static boolean matches(Filter filter, ResourceType type, ObjectNode resource) {
        return new FilterMatcher(type, null).test(filter, resource);
    }

    /** Whether one value of a complex attribute matches a value path's inner filter. */
    public static boolean matchesValue(Filter inner, ResourceType type, Attribute attribute, JsonNode value) {
        return new FilterMatcher(type, attribute).test(inner, value);
    }

    private boolean test(Filter filter, JsonNode node) {
        return switch (filter) {
            case And and -> and.operands().stream().allMatch(operand -> test(operand, node));
            case Or or -> or.operands().stream().anyMatch(operand -> test(operand, node));
            case Not not -> !test(not.operand(), node);
            case Present present -> anyValue(present.path(), node, FilterMatcher::hasValue);
            case ValuePath valuePath -> {
                Attribute complex = attribute(valuePath.path());
                yield complex != null
                        && anyValue(
                                valuePath.path(), node, value -> matchesValue(valuePath.inner(), type, complex, value));
            }
            case Compare compare -> compare(compare, node);
        };
    }

    private boolean compare(Compare compare, JsonNode node) {
        Attribute leaf = leaf(compare.path());
        boolean unequal = compare.operator() == Operator.NE;
        if (leaf == null) { // an attribute of another type: absent here
            return compare.literal().isNull() != unequal;
        }
        boolean present = anyValue(compare.path(), node, FilterMatcher::hasValue);
        if (compare.literal().isNull()) {
            return present == unequal;
        }
        if (!present) {
            return unequal;
        }
        Predicate<JsonNode> fits =
                value -> hasValue(value) && Comparison.holds(leaf, compare.operator(), value, compare.literal());
        return anyValue(compare.path(), node, fits);
    }

    private @Nullable Attribute attribute(AttributePath path) {
        return scope == null ? path.attributeIn(type) : scope.findSubAttribute(path.attribute());
    }

    private @Nullable Attribute leaf(AttributePath path) {
        return scope == null ? path.leafIn(type) : scope.findSubAttribute(path.attribute());
    }

    private static boolean anyValue(AttributePath path, JsonNode node, Predicate<JsonNode> test) {
        JsonNode owner = path.schema() == null ? node : node.path(path.schema());
        JsonNode found = owner.path(path.attribute());
        if (!(found instanceof ArrayNode values)) {
            return testSub(path, found, test);
        }
        for (JsonNode value : values) {
            if (testSub(path, value, test)) {
                return true;
            }
        }
        return false;
    }

    private static boolean testSub(AttributePath path, JsonNode value, Predicate<JsonNode> test) {
        JsonNode leaf = path.subAttribute() == null ? value : value.path(path.subAttribute());
        return !(leaf instanceof MissingNode) && test.test(leaf);
    }

    private static boolean hasValue(JsonNode value) {
        if (value.isContainerNode()) {
            for (JsonNode child : value) {
                if (hasValue(child)) {
                    return true;
                }
            }
            return false;
        }
        // RFC 7644 §3.4.2.2: pr asks for "a non-empty or non-null value".
        return !value.isNull()
                && !value.isMissingNode()
                && !(value.isTextual() && value.textValue().isEmpty());
    }
}
