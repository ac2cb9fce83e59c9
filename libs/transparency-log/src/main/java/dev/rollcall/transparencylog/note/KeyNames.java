package dev.rollcall.transparencylog.note;

import static dev.rollcall.transparencylog.LogLimits.KEY_BYTES_MAX;
import static dev.rollcall.transparencylog.LogLimits.NAME_MAX;
import static dev.rollcall.transparencylog.LogRefusal.Reason.MALFORMED_KEY;
import static dev.rollcall.transparencylog.LogRefusal.require;

import dev.rollcall.transparencylog.LogRefusal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** What keys are called, and how they are written: C2SP signed-note, and Go's sumdb/note for secret keys. */
final class KeyNames {
    private static final int NEXT_LINE = 0x85; // a space for Unicode, not for Java

    private KeyNames() {}

    /** Non-empty, without Unicode spaces and plus; nor with control characters, which no note may have. */
    static boolean fits(String name) {
        return !name.isEmpty()
                && name.length() <= NAME_MAX
                && name.codePoints()
                        .noneMatch(one -> one == '+'
                                || one == NEXT_LINE
                                || one < ' '
                                || Character.isWhitespace(one)
                                || Character.isSpaceChar(one)
                                || one >= Character.MIN_SURROGATE && one <= Character.MAX_SURROGATE);
    }

    /** C2SP signed-note: SHA-256(key name || 0x0A || signature type || public key)[:4], big-endian. */
    static int id(String name, SignatureType type, byte[] publicKey) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) '\n');
            digest.update((byte) type.identifier());
            return ByteBuffer.wrap(digest.digest(publicKey)).getInt();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** {@code <name>+<key id>+base64(type || key)}: both kinds of key are written so. */
    static String write(String name, int id, SignatureType type, byte[] key) {
        byte[] typed = ByteBuffer.allocate(1 + key.length)
                .put((byte) type.identifier())
                .put(key)
                .array();
        return "%s+%08x+%s".formatted(name, id, Base64.getEncoder().encodeToString(typed));
    }

    /** A key as it is written. */
    record Written(String name, int id, SignatureType type, byte[] key) {}

    /** @throws LogRefusal MALFORMED_KEY unless it has that form and a type that we know; the id is not compared */
    static Written read(String text) {
        // The base64 may have a plus too.
        String[] parts = text.split("\\+", 3);
        require(parts.length == 3 && fits(parts[0]), MALFORMED_KEY, "A key is <name>+<key id>+<base64>.");
        require(parts[1].matches("[0-9a-f]{8}"), MALFORMED_KEY, "A key's id is eight hexadecimal digits.");
        byte[] typed = strictBase64(parts[2]);
        require(typed.length > 1 && typed.length <= KEY_BYTES_MAX, MALFORMED_KEY, "That is no key in base64.");
        SignatureType type = SignatureType.find(typed[0]);
        if (type == null) {
            throw new LogRefusal(MALFORMED_KEY, "Keys of type " + typed[0] + " are not known here.");
        }
        byte[] key = ByteBuffer.allocate(typed.length - 1)
                .put(typed, 1, typed.length - 1)
                .array();
        return new Written(parts[0], Integer.parseUnsignedInt(parts[1], 16), type, key);
    }

    /** Empty when it is not the one way to write some bytes. */
    static byte[] strictBase64(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return Base64.getEncoder().encodeToString(bytes).equals(text) ? bytes : new byte[0];
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
