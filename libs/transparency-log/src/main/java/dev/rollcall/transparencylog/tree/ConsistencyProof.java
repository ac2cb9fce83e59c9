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
 * That a tree only grew: RFC 6962 §2.1.2. Nothing needs a proof to follow the empty tree or itself.
 *
 * @param oldSize the size before
 * @param size the size since
 */
public record ConsistencyProof(long oldSize, long size, List<Hash> hashes) {
    /** @throws LogRefusal when the tree shrank, or there are more hashes than any tree needs */
    public ConsistencyProof {
        require(
                oldSize >= 0 && oldSize <= size,
                OUT_OF_RANGE,
                "A tree of " + size + " did not grow out of " + oldSize + ".");
        require(hashes.size() <= PROOF_HASHES_MAX, PROOF_LENGTH, "A proof has at most 64 hashes.");
        hashes = List.copyOf(hashes);
    }

    /** RFC 6962 §2.1.2, SUBPROOF(m, D[n], true), from the top down. */
    public static ConsistencyProof of(long oldSize, long size, Subtrees subtrees) {
        require(
                oldSize >= 0 && oldSize <= size,
                OUT_OF_RANGE,
                "A tree of " + size + " did not grow out of " + oldSize + ".");
        List<Hash> hashes = new ArrayList<>();
        if (oldSize == 0) {
            return new ConsistencyProof(oldSize, size, hashes);
        }
        long start = 0;
        long end = size;
        while (end != oldSize) {
            long split = start + Ranges.split(end - start);
            if (oldSize <= split) {
                hashes.add(Ranges.hash(split, end, subtrees));
                end = split;
            } else {
                hashes.add(Ranges.hash(start, split, subtrees));
                start = split;
            }
        }
        if (start > 0) {
            hashes.add(Ranges.hash(start, end, subtrees));
        }
        return new ConsistencyProof(oldSize, size, hashes.reversed());
    }

    /**
     * RFC 9162 §2.1.4.2.
     *
     * @throws LogRefusal PROOF_LENGTH or ROOT_MISMATCH unless the tree with the one root grew into the tree with the other
     */
    public void verify(Hash oldRoot, Hash root) {
        if (oldSize == 0 || oldSize == size) {
            require(hashes.isEmpty(), PROOF_LENGTH, "Between these sizes there is nothing to prove.");
            Hash before = oldSize == size ? root : Hash.OF_EMPTY_TREE;
            require(oldRoot.equals(before), ROOT_MISMATCH, "The consistency proof begins at another root.");
            return;
        }
        List<Hash> path = new ArrayList<>(hashes);
        if (Long.bitCount(oldSize) == 1) {
            path.addFirst(oldRoot);
        }
        require(!path.isEmpty(), PROOF_LENGTH, "The consistency proof has too few hashes.");
        int complete = Long.numberOfTrailingZeros(oldSize);
        climb(path, (oldSize - 1) >> complete, (size - 1) >> complete, oldRoot, root);
    }

    private static void climb(List<Hash> path, long from, long to, Hash oldRoot, Hash root) {
        long node = from;
        long last = to;
        Hash oldHash = path.getFirst();
        Hash hash = path.getFirst();
        for (Hash sibling : path.subList(1, path.size())) {
            require(last != 0, PROOF_LENGTH, "The consistency proof has too many hashes.");
            if ((node & 1) == 1 || node == last) {
                oldHash = Hash.ofNode(sibling, oldHash);
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
        require(last == 0, PROOF_LENGTH, "The consistency proof has too few hashes.");
        require(oldHash.equals(oldRoot), ROOT_MISMATCH, "The consistency proof begins at another root.");
        require(hash.equals(root), ROOT_MISMATCH, "The consistency proof leads to another root.");
    }
}
