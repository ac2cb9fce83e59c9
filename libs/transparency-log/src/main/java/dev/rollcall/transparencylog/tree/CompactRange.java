package dev.rollcall.transparencylog.tree;

import static dev.rollcall.transparencylog.LogRefusal.Reason.OUT_OF_RANGE;
import static dev.rollcall.transparencylog.LogRefusal.Reason.PROOF_LENGTH;
import static dev.rollcall.transparencylog.LogRefusal.require;

import java.util.ArrayList;
import java.util.List;

/**
 * All that must be known of a tree to go on with it: the hashes of its largest complete subtrees, from left to right, one for each bit
 * that is set in its size.
 *
 * @param size how many leaves
 */
public record CompactRange(long size, List<Hash> hashes) {
    /** Of the tree without leaves. */
    public static final CompactRange EMPTY = new CompactRange(0, List.of());

    /** @throws dev.rollcall.transparencylog.LogRefusal when there are not as many hashes as the size has bits */
    public CompactRange {
        require(size >= 0, OUT_OF_RANGE, "A tree's size is not negative.");
        require(
                hashes.size() == Long.bitCount(size),
                PROOF_LENGTH,
                "The compact range of " + size + " leaves has " + Long.bitCount(size) + " hashes, not " + hashes.size()
                        + ".");
        hashes = List.copyOf(hashes);
    }

    /** Learns of each subtree that an append makes complete: leaves too, in their order, and each before what it is a part of. */
    @FunctionalInterface
    public interface Completed {
        void subtree(int level, long index, Hash hash);
    }

    /** Of a tree that stands somewhere. */
    public static CompactRange of(long size, Subtrees subtrees) {
        List<Hash> hashes = new ArrayList<>();
        long start = 0;
        for (long rest = size; rest > 0; rest -= Long.highestOneBit(rest)) {
            int level = Long.numberOfTrailingZeros(Long.highestOneBit(rest));
            hashes.add(subtrees.hash(level, start >> level));
            start += Long.highestOneBit(rest);
        }
        return new CompactRange(size, hashes);
    }

    /** The tree with these leaves at its end. */
    public CompactRange append(List<Hash> leaves, Completed completed) {
        require(size <= Long.MAX_VALUE - leaves.size(), OUT_OF_RANGE, "The tree is full.");
        List<Hash> stack = new ArrayList<>(hashes);
        long count = size;
        for (Hash leaf : leaves) {
            Hash hash = leaf;
            int level = 0;
            completed.subtree(level, count, hash);
            for (long index = count; (index & 1) == 1; index >>= 1) {
                hash = Hash.ofNode(stack.removeLast(), hash);
                level++;
                completed.subtree(level, index >> 1, hash);
            }
            stack.add(hash);
            count++;
        }
        return new CompactRange(count, stack);
    }

    /** RFC 6962 §2.1: the Merkle Tree Hash. */
    public Hash root() {
        if (hashes.isEmpty()) {
            return Hash.OF_EMPTY_TREE;
        }
        Hash root = hashes.getLast();
        for (int i = hashes.size() - 2; i >= 0; i--) {
            root = Hash.ofNode(hashes.get(i), root);
        }
        return root;
    }
}
