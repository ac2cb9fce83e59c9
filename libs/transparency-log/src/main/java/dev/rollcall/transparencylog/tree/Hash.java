package dev.rollcall.transparencylog.tree;

import static dev.rollcall.transparencylog.LogRefusal.Reason.MALFORMED_HASH;
import static dev.rollcall.transparencylog.LogRefusal.require;

import dev.rollcall.transparencylog.LogRefusal;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** A SHA-256 hash of the tree: of a leaf, a node or the root (RFC 6962 §2.1). */
public final class Hash {
    /** Bytes of a hash. */
    public static final int LENGTH = 32;

    /** The root of a tree without leaves: the hash of nothing. */
    public static final Hash OF_EMPTY_TREE = new Hash(sha256().digest());

    private static final byte LEAF_PREFIX = 0;
    private static final byte NODE_PREFIX = 1;
    private static final int BASE64_LENGTH = 44;

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @throws LogRefusal MALFORMED_HASH unless there are 32 */
    public static Hash of(byte[] bytes) {
        require(bytes.length == LENGTH, MALFORMED_HASH, "A hash has 32 bytes, not " + bytes.length + ".");
        return new Hash(bytes.clone());
    }

    /** RFC 6962 §2.1: SHA-256(0x00 || entry). */
    public static Hash ofLeaf(byte[] entry) {
        MessageDigest digest = sha256();
        digest.update(LEAF_PREFIX);
        return new Hash(digest.digest(entry));
    }

    /** RFC 6962 §2.1: SHA-256(0x01 || left || right). */
    public static Hash ofNode(Hash left, Hash right) {
        MessageDigest digest = sha256();
        digest.update(NODE_PREFIX);
        digest.update(left.bytes);
        return new Hash(digest.digest(right.bytes));
    }

    /** @throws LogRefusal MALFORMED_HASH unless it is the one way to write 32 bytes in base64 */
    public static Hash ofBase64(String text) {
        try {
            if (text.length() == BASE64_LENGTH) {
                Hash hash = of(Base64.getDecoder().decode(text));
                // The decoder overlooks bits behind the last byte; a hash has one name.
                if (hash.base64().equals(text)) {
                    return hash;
                }
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new LogRefusal(MALFORMED_HASH, "A hash is 44 characters of base64.");
    }

    /** Hashes that stand one behind the other, as in a tile. */
    public static List<Hash> listOf(byte[] joined) {
        require(joined.length % LENGTH == 0, MALFORMED_HASH, "Hashes have 32 bytes each, not " + joined.length + ".");
        List<Hash> hashes = new ArrayList<>(joined.length / LENGTH);
        ByteBuffer rest = ByteBuffer.wrap(joined);
        while (rest.hasRemaining()) {
            byte[] one = new byte[LENGTH];
            rest.get(one);
            hashes.add(new Hash(one));
        }
        return List.copyOf(hashes);
    }

    /** One behind the other. */
    public static byte[] join(List<Hash> hashes) {
        ByteBuffer joined = ByteBuffer.allocate(hashes.size() * LENGTH);
        hashes.forEach(hash -> joined.put(hash.bytes));
        return joined.array();
    }

    /** A copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash hash && MessageDigest.isEqual(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return ByteBuffer.wrap(bytes).getInt();
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
