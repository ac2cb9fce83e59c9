package dev.rollcall.transparencylog.note;

import static dev.rollcall.transparencylog.LogRefusal.Reason.BAD_SIGNATURE;
import static dev.rollcall.transparencylog.LogRefusal.Reason.OUT_OF_RANGE;
import static dev.rollcall.transparencylog.LogRefusal.require;

import dev.rollcall.transparencylog.LogRefusal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A witness's word that a checkpoint is the largest consistent one it knew at a time: C2SP tlog-cosignature, timestamped_signature with
 * Ed25519.
 *
 * @param seconds since 1970
 * @param signature over {@link #message(String)}
 */
public record Cosignature(long seconds, byte[] signature) {
    private static final int LENGTH = 64;

    /** @throws LogRefusal unless the signature has 64 bytes */
    public Cosignature {
        require(signature.length == LENGTH, BAD_SIGNATURE, "An Ed25519 signature has 64 bytes.");
        signature = signature.clone();
    }

    /** @throws LogRefusal unless there are a time and a signature */
    public static Cosignature of(byte[] bytes) {
        require(bytes.length == Long.BYTES + LENGTH, BAD_SIGNATURE, "A cosignature has 72 bytes.");
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long seconds = buffer.getLong();
        byte[] signature = new byte[LENGTH];
        buffer.get(signature);
        return new Cosignature(seconds, signature);
    }

    /** A copy. */
    @Override
    public byte[] signature() {
        return signature.clone();
    }

    /** As it stands in a note's signature, behind the key id. */
    public byte[] encode() {
        return ByteBuffer.allocate(Long.BYTES + LENGTH)
                .putLong(seconds)
                .put(signature)
                .array();
    }

    /** What is signed: C2SP tlog-cosignature, Ed25519 signed message. */
    public byte[] message(String checkpoint) {
        return message(checkpoint, seconds);
    }

    /** @throws LogRefusal OUT_OF_RANGE when the time does not fit 63 bits */
    public static byte[] message(String checkpoint, long seconds) {
        require(seconds >= 0, OUT_OF_RANGE, "A cosignature's time is not before 1970 and has 63 bits.");
        return ("cosignature/v1\ntime " + seconds + "\n" + checkpoint).getBytes(StandardCharsets.UTF_8);
    }
}
