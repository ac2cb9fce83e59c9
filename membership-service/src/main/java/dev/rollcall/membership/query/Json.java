package dev.rollcall.membership.query;

import dev.rollcall.scim.schema.Attribute;

/** Attributes within {@code s.resource}, which holds them under the names of their schemas. */
final class Json {
    private Json() {}

    /** @param owner the object that holds the attribute; may be missing */
    static Field field(String owner, Attribute attribute) {
        if (!attribute.complex() && attribute.multiValued()) {
            return new Field(
                    new Source.JsonList(owner + " -> " + quoted(attribute.name())),
                    leaf -> scalar("v.value", "(v.value #>> '{}')", leaf));
        }
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
            return new Operand.Several(leaf.name(), owner + " -> " + quoted(leaf.name()));
        }
        return leaf.complex()
                ? whole(owner + " -> " + quoted(leaf.name()), leaf) // a manager, when the whole extension is meant
                : scalar("(" + owner + " -> " + quoted(leaf.name()) + ")", text, leaf);
    }

    /**
     * One simple value.
     *
     * @param json of type jsonb
     * @param text the same as text
     */
    private static Operand scalar(String json, String text, Attribute leaf) {
        return switch (leaf.type()) {
            case STRING, REFERENCE, BINARY ->
                leaf.caseExact() ? new TextOperand(text, false) : new TextOperand(TextOperand.folded(text), true);
            case BOOLEAN -> new TextOperand(text, false); // as text, 'true' or 'false', in JSON's order
            case INTEGER, DECIMAL -> new Operand.Number(json);
            case DATE_TIME -> new JsonMoment(text);
            case COMPLEX -> throw new IllegalArgumentException(leaf.name() + " is not simple");
        };
    }

    private static Operand whole(String owner, Attribute complex) {
        return new Operand.Parts(
                complex.name(),
                owner,
                complex.subAttributes().stream().map(Attribute::name).toList());
    }

    /** A name of ours as a SQL literal. */
    static String quoted(String name) {
        return "'" + name.replace("'", "''") + "'";
    }
}
