package dev.rollcall.scim.filter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.ScimDateTime;
import dev.rollcall.scim.path.AttributePath;
import dev.rollcall.scim.schema.ResourceType;
import java.util.List;

/**
 * A parsed filter. What it means, where RFC 7644 leaves room (a compilation to SQL must mean the same):
 *
 * <ul>
 *   <li>A multi-valued attribute matches if any of its values does, also with {@code ne}.
 *   <li>An attribute without value equals {@code null} only; it is {@code ne} to everything else, and nothing else matches it.
 *   <li>Text obeys {@code caseExact}; {@code gt} and the like compare it by code unit, folded unless case-exact.
 *   <li>{@code dateTime} is compared as an instant.
 * </ul>
 */
public sealed interface Filter {

    /** All operands match. At least two, none of them an {@code And}. */
    record And(List<Filter> operands) implements Filter {
        public And {
            operands = List.copyOf(operands);
        }

        @Override
        public String toString() {
            return FilterPrinter.print(this);
        }
    }

    /** Any operand matches. At least two, none of them an {@code Or}. */
    record Or(List<Filter> operands) implements Filter {
        public Or {
            operands = List.copyOf(operands);
        }

        @Override
        public String toString() {
            return FilterPrinter.print(this);
        }
    }

    record Not(Filter operand) implements Filter {
        @Override
        public String toString() {
            return FilterPrinter.print(this);
        }
    }

    /**
     * @param path never ends at a complex attribute: {@code emails eq "x"} and {@code members eq "x"} are parsed as their
     *     {@code value} (E14). Inside a value path it is the bare sub-attribute
     * @param literal a string, number, boolean or JSON null that fits the attribute's type; a dateTime is a string that
     *     {@link ScimDateTime} reads
     */
    record Compare(AttributePath path, Operator operator, JsonNode literal) implements Filter {
        @Override
        public String toString() {
            return FilterPrinter.print(this);
        }
    }

    /** The attribute has a value; a complex one, at least one sub-attribute with a value. */
    record Present(AttributePath path) implements Filter {
        @Override
        public String toString() {
            return FilterPrinter.print(this);
        }
    }

    /**
     * One and the same value of a complex attribute matches the inner filter. {@code emails[type eq "work"].value eq "x"} (E15) is
     * parsed as {@code emails[type eq "work" and value eq "x"]}.
     */
    record ValuePath(AttributePath path, Filter inner) implements Filter {
        @Override
        public String toString() {
            return FilterPrinter.print(this);
        }
    }

    /** Whether the resource matches; both must be of the type that the filter was parsed for. */
    default boolean matches(ResourceType type, ObjectNode resource) {
        return FilterMatcher.matches(this, type, resource);
    }
}
