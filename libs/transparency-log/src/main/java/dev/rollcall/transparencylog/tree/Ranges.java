package dev.rollcall.transparencylog.tree;

/** Hashes over any part of a tree that begins where a subtree may begin: RFC 6962 §2.1. */
final class Ranges {
    private Ranges() {}

    /** The largest power of two below {@code count}, which is at least 2: where RFC 6962 divides. */
    static long split(long count) {
        return Long.highestOneBit(count - 1);
    }

    /** MTH(D[start:end]); start is a multiple of the smallest power of two that is not below the count. */
    static Hash hash(long start, long end, Subtrees subtrees) {
        long count = end - start;
        if (Long.bitCount(count) == 1) {
            int level = Long.numberOfTrailingZeros(count);
            return subtrees.hash(level, start >> level);
        }
        long split = start + split(count);
        return Hash.ofNode(hash(start, split, subtrees), hash(split, end, subtrees));
    }
}
