package dev.rollcall.transparencylog.tree;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** RFC 6962 §2.1 written down a second time as it stands there: recursively, over all leaves, with hashes of its own. */
public final class NaiveTree implements Subtrees {
    private final List<byte[]> entries = new ArrayList<>();

    /** With entries that differ. */
    public static NaiveTree of(int size) {
        NaiveTree tree = new NaiveTree();
        for (int i = 0; i < size; i++) {
            tree.entries.add(("entry " + i).getBytes(StandardCharsets.UTF_8));
        }
        return tree;
    }

    public static NaiveTree ofHex(List<String> entries) {
        NaiveTree tree = new NaiveTree();
        entries.forEach(entry -> tree.entries.add(HexFormat.of().parseHex(entry)));
        return tree;
    }

    public byte[] entry(int index) {
        return entries.get(index);
    }

    public List<Hash> leaves() {
        return entries.stream().map(entry -> Hash.of(leaf(entry))).toList();
    }

    public Hash root(int size) {
        return Hash.of(mth(entries.subList(0, size)));
    }

    public List<Hash> path(int index, int size) {
        return path(index, entries.subList(0, size)).stream().map(Hash::of).toList();
    }

    public List<Hash> proof(int oldSize, int size) {
        return oldSize == 0
                ? List.of()
                : subproof(oldSize, entries.subList(0, size), true).stream()
                        .map(Hash::of)
                        .toList();
    }

    @Override
    public Hash hash(int level, long index) {
        return Hash.of(mth(entries.subList((int) (index << level), (int) ((index + 1) << level))));
    }

    /** Where a path leads from a leaf, read from its end. */
    static Hash climb(long index, long size, Hash leaf, List<Hash> path) {
        if (size == 1) {
            if (!path.isEmpty()) {
                throw new IllegalArgumentException("too long");
            }
            return leaf;
        }
        if (path.isEmpty()) {
            throw new IllegalArgumentException("too short");
        }
        long k = k(size);
        byte[] last = path.getLast().bytes();
        List<Hash> rest = path.subList(0, path.size() - 1);
        return index < k
                ? Hash.of(node(climb(index, k, leaf, rest).bytes(), last))
                : Hash.of(node(last, climb(index - k, size - k, leaf, rest).bytes()));
    }

    private static byte[] mth(List<byte[]> d) {
        if (d.isEmpty()) {
            return sha256();
        }
        if (d.size() == 1) {
            return leaf(d.getFirst());
        }
        int k = (int) k(d.size());
        return node(mth(d.subList(0, k)), mth(d.subList(k, d.size())));
    }

    private static List<byte[]> path(int m, List<byte[]> d) {
        if (d.size() == 1) {
            return List.of();
        }
        int k = (int) k(d.size());
        List<byte[]> path = new ArrayList<>();
        if (m < k) {
            path.addAll(path(m, d.subList(0, k)));
            path.add(mth(d.subList(k, d.size())));
        } else {
            path.addAll(path(m - k, d.subList(k, d.size())));
            path.add(mth(d.subList(0, k)));
        }
        return path;
    }

    private static List<byte[]> subproof(int m, List<byte[]> d, boolean b) {
        if (m == d.size()) {
            return b ? List.of() : List.of(mth(d));
        }
        int k = (int) k(d.size());
        List<byte[]> proof = new ArrayList<>();
        if (m <= k) {
            proof.addAll(subproof(m, d.subList(0, k), b));
            proof.add(mth(d.subList(k, d.size())));
        } else {
            proof.addAll(subproof(m - k, d.subList(k, d.size()), false));
            proof.add(mth(d.subList(0, k)));
        }
        return proof;
    }

    private static long k(long n) {
        long k = 1;
        while (k * 2 < n) {
            k *= 2;
        }
        return k;
    }

    private static byte[] leaf(byte[] entry) {
        return sha256(new byte[] {0}, entry);
    }

    private static byte[] node(byte[] left, byte[] right) {
        return sha256(new byte[] {1}, left, right);
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
