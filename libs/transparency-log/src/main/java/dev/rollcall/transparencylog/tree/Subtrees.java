package dev.rollcall.transparencylog.tree;

/** Where the hashes of complete subtrees come from: tiles, memory, a database. */
@FunctionalInterface
public interface Subtrees {
    /**
     * The hash over the leaves {@code index * 2^level} up to, and without, {@code (index + 1) * 2^level}.
     *
     * @param level 0 for a leaf
     */
    Hash hash(int level, long index);
}
