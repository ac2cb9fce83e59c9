package dev.rollcall.transparencylog.note;

import static dev.rollcall.transparencylog.LogLimits.KEY_BYTES_MAX;
import static dev.rollcall.transparencylog.LogLimits.SIGNATURES_MAX;
import static dev.rollcall.transparencylog.LogRefusal.Reason.MALFORMED_NOTE;
import static dev.rollcall.transparencylog.LogRefusal.Reason.TOO_LARGE;
import static dev.rollcall.transparencylog.LogRefusal.require;

import dev.rollcall.transparencylog.LogRefusal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * One signature line: C2SP signed-note, Signatures.
 *
 * @param name the key's
 * @param keyId the key's
 * @param bytes the signature, without the key id
 */
public record NoteSignature(String name, int keyId, byte[] bytes) {
    private static final String MARK = "— ";

    /** @throws LogRefusal when it cannot stand in a note */
    public NoteSignature {
        require(KeyNames.fits(name), MALFORMED_NOTE, "A key's name has no spaces and no plus.");
        require(bytes.length <= KEY_BYTES_MAX, TOO_LARGE, "No signature has so many bytes.");
        bytes = bytes.clone();
    }

    /** A copy. */
    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The line with its newline. */
    public String encode() {
        byte[] whole = ByteBuffer.allocate(Integer.BYTES + bytes.length)
                .putInt(keyId)
                .put(bytes)
                .array();
        return MARK + name + " " + Base64.getEncoder().encodeToString(whole) + "\n";
    }

    /** @throws LogRefusal unless the text is one or more signature lines, each with its newline */
    public static List<NoteSignature> parse(String lines) {
        require(lines.endsWith("\n"), MALFORMED_NOTE, "A signature line ends with a newline.");
        String[] each = lines.substring(0, lines.length() - 1).split("\n", SIGNATURES_MAX + 1);
        require(each.length <= SIGNATURES_MAX, TOO_LARGE, "A note has at most " + SIGNATURES_MAX + " signatures.");
        List<NoteSignature> signatures = new ArrayList<>(each.length);
        for (String line : each) {
            signatures.add(parseLine(line));
        }
        return List.copyOf(signatures);
    }

    private static NoteSignature parseLine(String line) {
        require(line.startsWith(MARK), MALFORMED_NOTE, "A signature line begins with an em dash and a space.");
        String[] parts = line.substring(MARK.length()).split(" ", -1);
        require(parts.length == 2, MALFORMED_NOTE, "A signature line has a name and a signature.");
        byte[] whole = KeyNames.strictBase64(parts[1]);
        require(whole.length > Integer.BYTES, MALFORMED_NOTE, "A signature is base64 of more than four bytes.");
        return new NoteSignature(
                parts[0], ByteBuffer.wrap(whole).getInt(), Arrays.copyOfRange(whole, Integer.BYTES, whole.length));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoteSignature signature && signature.encode().equals(encode());
    }

    @Override
    public int hashCode() {
        return keyId;
    }

    @Override
    public String toString() {
        return encode().strip();
    }
}
