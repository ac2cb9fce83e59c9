package dev.rollcall.membership.query;

import dev.rollcall.scim.schema.Attribute;

/**
 * Where a top-level attribute is kept.
 *
 * @param source of its values
 * @param leaves what an attribute of one value is in SQL
 */
record Field(Source source, Leaves leaves) {
    static final Source ROW = new Source.Row();

    /** From the attribute itself when it is simple, from its sub-attributes when it is complex. */
    interface Leaves {
        Operand of(Attribute leaf);
    }

    static Field of(Operand operand) {
        return new Field(ROW, leaf -> operand);
    }

    Operand operand(Attribute leaf) {
        if (!leaf.complex()) {
            return leaves.of(leaf);
        }
        return new Operand.Whole(
                leaf.name(), leaf.subAttributes().stream().map(leaves::of).toList());
    }
}
