package dev.rollcall.membership.query;

import dev.rollcall.membership.query.Operand.Unknown;
import dev.rollcall.scim.schema.Attribute;

/** Attributes within {@code s.resource}, which holds them under the names of their schemas. */
final class Json {
    private Json() {}

    /** @param owner the object that holds the attribute; may be missing */
    static Field field(String owner, Attribute attribute) {
        if (!attribute.complex()) {
            return new Field(Field.ROW, leaf -> operand(owner, leaf));
        }
        String value = owner + " -> " + quoted(attribute.name());
        return attribute.multiValued()
                ? new Field(new Source.JsonList(value), leaf -> operand("v.value", leaf))
                : new Field(new Source.JsonObject(value), leaf -> operand(value, leaf));
    }

    static Operand operand(String owner, Attribute leaf) {
        String text = "(" + owner + " ->> " + quoted(leaf.name()) + ")";
        if (leaf.multiValued()) {
            return new Unknown(leaf.name(), "lists of simple values are not kept");
        }
        return switch (leaf.type()) {
            case STRING, REFERENCE, BINARY ->
                leaf.caseExact() ? new TextOperand(text, false) : new TextOperand(TextOperand.folded(text), true);
            case BOOLEAN -> new TextOperand(text, false); // as text, 'true' or 'false', in JSON's order
            case INTEGER, DECIMAL -> new Operand.Number("(" + owner + " -> " + quoted(leaf.name()) + ")");
            case DATE_TIME -> new Unknown(leaf.name(), "a moment within the resource has no index and no column");
            case COMPLEX ->
                whole(owner + " -> " + quoted(leaf.name()), leaf); // a manager, when the whole extension is meant
        };
    }

    private static Operand whole(String owner, Attribute complex) {
        return new Operand.Whole(
                complex.name(),
                complex.subAttributes().stream().map(sub -> operand(owner, sub)).toList());
    }

    /** A name of ours as a SQL literal. */
    static String quoted(String name) {
        return "'" + name.replace("'", "''") + "'";
    }
}
