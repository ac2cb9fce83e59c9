package dev.rollcall.transparencylog.tree;

import static dev.rollcall.transparencylog.LogLimits.PROOF_HASHES_MAX;
import static dev.rollcall.transparencylog.LogRefusal.Reason.OUT_OF_RANGE;
import static dev.rollcall.transparencylog.LogRefusal.Reason.PROOF_LENGTH;
import static dev.rollcall.transparencylog.LogRefusal.Reason.ROOT_MISMATCH;
import static dev.rollcall.transparencylog.LogRefusal.require;

import dev.rollcall.transparencylog.LogRefusal;
import java.util.ArrayList;
import java.util.List;

/**
 * That a leaf stands in a tree: RFC 6962 §2.1.1.
 *
 * @param index the leaf's, from 0
 * @param size the tree's
 * @param hashes from the leaf's sibling to the root's child
 */
public record InclusionProof(long index, long size, List<Hash> hashes) {
    /** @throws LogRefusal when the index is outside the tree, or there are more hashes than any tree needs */
    public InclusionProof {
        require(index >= 0 && index < size, OUT_OF_RANGE, "No leaf " + index + " in a tree of " + size + ".");
        require(hashes.size() <= PROOF_HASHES_MAX, PROOF_LENGTH, "A proof has at most 64 hashes.");
        hashes = List.copyOf(hashes);
    }

    /** RFC 6962 §2.1.1, PATH(m, D[n]), from the top down. */
    public static InclusionProof of(long index, long size, Subtrees subtrees) {
        require(index >= 0 && index < size, OUT_OF_RANGE, "No leaf " + index + " in a tree of " + size + ".");
        List<Hash> hashes = new ArrayList<>();
        long start = 0;
        long end = size;
        while (end - start > 1) {
            long split = start + Ranges.split(end - start);
            if (index < split) {
                hashes.add(Ranges.hash(split, end, subtrees));
                end = split;
            } else {
                hashes.add(Ranges.hash(start, split, subtrees));
                start = split;
            }
        }
        return new InclusionProof(index, size, hashes.reversed());
    }

    /** @throws LogRefusal PROOF_LENGTH or ROOT_MISMATCH unless that leaf stands at this index of the tree with that root */
    public void verify(Hash leaf, Hash root) {
        require(root(leaf).equals(root), ROOT_MISMATCH, "The inclusion proof leads to another root.");
    }

    /**
     * The root to which the proof leads: RFC 9162 §2.1.3.2.
     *
     * @throws LogRefusal PROOF_LENGTH when the tree needs more or fewer hashes
     */
    public Hash root(Hash leaf) {
        long node = index;
        long last = size - 1;
        Hash hash = leaf;
        for (Hash sibling : hashes) {
            require(last != 0, PROOF_LENGTH, "The inclusion proof has too many hashes.");
            if ((node & 1) == 1 || node == last) {
                hash = Hash.ofNode(sibling, hash);
                int levels = node == 0 ? 0 : Long.numberOfTrailingZeros(node);
                node >>= levels;
                last >>= levels;
            } else {
                hash = Hash.ofNode(hash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        require(last == 0, PROOF_LENGTH, "The inclusion proof has too few hashes.");
        return hash;
    }
}
