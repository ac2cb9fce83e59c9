package dev.rollcall.scim.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One attribute or sub-attribute (RFC 7643 §7).
 *
 * @param caseExact whether letter case matters in comparisons; meaningless for types other than string, reference and binary
 * @param canonicalValues suggested values; empty when none
 * @param referenceTypes what a reference may point to; empty when none
 * @param subAttributes of a complex attribute; empty otherwise
 */
public record Attribute(
        String name,
        Type type,
        boolean multiValued,
        String description,
        boolean required,
        boolean caseExact,
        Mutability mutability,
        Returned returned,
        Uniqueness uniqueness,
        List<String> canonicalValues,
        List<String> referenceTypes,
        List<Attribute> subAttributes) {

    /** RFC 7643 §2.3. */
    public enum Type {
        STRING("string"),
        BOOLEAN("boolean"),
        DECIMAL("decimal"),
        INTEGER("integer"),
        DATE_TIME("dateTime"),
        BINARY("binary"),
        REFERENCE("reference"),
        COMPLEX("complex");

        private final String wire;

        Type(String wire) {
            this.wire = wire;
        }

        /** As spelled in a schema document. */
        public String wire() {
            return wire;
        }
    }

    public enum Mutability {
        READ_ONLY,
        READ_WRITE,
        IMMUTABLE,
        WRITE_ONLY
    }

    public enum Returned {
        ALWAYS,
        NEVER,
        DEFAULT,
        REQUEST
    }

    public enum Uniqueness {
        NONE,
        SERVER,
        GLOBAL
    }

    public Attribute {
        canonicalValues = List.copyOf(canonicalValues);
        referenceTypes = List.copyOf(referenceTypes);
        subAttributes = List.copyOf(subAttributes);
    }

    /** The sub-attribute of that name in any letter case; null when there is none. */
    public @Nullable Attribute findSubAttribute(String subName) {
        for (Attribute sub : subAttributes) { // ten at most: a scan beats a map
            if (sub.name.equalsIgnoreCase(subName)) {
                return sub;
            }
        }
        return null;
    }

    /** Whether an answer carries some part of it never, or only when asked for. */
    public boolean hidesParts() {
        for (Attribute sub : subAttributes) {
            if (sub.returned == Returned.NEVER || sub.returned == Returned.REQUEST || sub.hidesParts()) {
                return true;
            }
        }
        return false;
    }

    public boolean complex() {
        return type == Type.COMPLEX;
    }

    public boolean readOnly() {
        return mutability == Mutability.READ_ONLY;
    }
}
