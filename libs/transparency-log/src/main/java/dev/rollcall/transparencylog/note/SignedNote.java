package dev.rollcall.transparencylog.note;

import static dev.rollcall.transparencylog.LogLimits.NOTE_BYTES_MAX;
import static dev.rollcall.transparencylog.LogLimits.SIGNATURES_MAX;
import static dev.rollcall.transparencylog.LogRefusal.Reason.BAD_SIGNATURE;
import static dev.rollcall.transparencylog.LogRefusal.Reason.MALFORMED_NOTE;
import static dev.rollcall.transparencylog.LogRefusal.Reason.TOO_LARGE;
import static dev.rollcall.transparencylog.LogRefusal.Reason.UNSIGNED;
import static dev.rollcall.transparencylog.LogRefusal.require;

import dev.rollcall.transparencylog.LogRefusal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A text and who signed it: C2SP signed-note. Believe the text only after {@link #verify}.
 *
 * @param text ends with a newline
 * @param signatures in the order of their lines
 */
public record SignedNote(String text, List<NoteSignature> signatures) {
    private static final String SEPARATOR = "\n\n";

    /** @throws LogRefusal when it cannot be written as a note */
    public SignedNote {
        require(text.endsWith("\n"), MALFORMED_NOTE, "A note's text ends with a newline.");
        require(
                text.chars().noneMatch(one -> one < ' ' && one != '\n'),
                MALFORMED_NOTE,
                "A note has no control characters but newlines.");
        require(
                StandardCharsets.UTF_8.newEncoder().canEncode(text),
                MALFORMED_NOTE,
                "A note is text that has an UTF-8.");
        require(
                signatures.size() <= SIGNATURES_MAX,
                TOO_LARGE,
                "A note has at most " + SIGNATURES_MAX + " signatures.");
        signatures = List.copyOf(signatures);
    }

    /** @throws LogRefusal MALFORMED_NOTE or TOO_LARGE unless it is a note with a signature at least */
    public static SignedNote parse(byte[] note) {
        require(note.length <= NOTE_BYTES_MAX, TOO_LARGE, "A note has at most " + NOTE_BYTES_MAX + " bytes.");
        try {
            return parse(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(note))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new LogRefusal(MALFORMED_NOTE, "A note is UTF-8.");
        }
    }

    /** @throws LogRefusal MALFORMED_NOTE or TOO_LARGE unless it is a note with a signature at least */
    public static SignedNote parse(String note) {
        require(note.length() <= NOTE_BYTES_MAX, TOO_LARGE, "A note has at most " + NOTE_BYTES_MAX + " bytes.");
        // The text may have empty lines; the last one ends it.
        int blank = note.lastIndexOf(SEPARATOR);
        require(blank >= 0, MALFORMED_NOTE, "A note has an empty line between its text and its signatures.");
        return new SignedNote(
                note.substring(0, blank + 1), NoteSignature.parse(note.substring(blank + SEPARATOR.length())));
    }

    /** Signs a text. */
    public static SignedNote sign(String text, SignerKey key) {
        return new SignedNote(text, List.of(key.sign(text)));
    }

    /** The same note with one more signature. */
    public SignedNote with(NoteSignature signature) {
        List<NoteSignature> more = new ArrayList<>(signatures);
        more.add(signature);
        return new SignedNote(text, more);
    }

    /** The note as text. */
    public String encode() {
        StringBuilder note = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> note.append(signature.encode()));
        return note.toString();
    }

    /**
     * The keys that have signed, of those known; signatures of others say nothing.
     *
     * @throws LogRefusal BAD_SIGNATURE when a signature of a known key does not hold, UNSIGNED when no known key has signed
     */
    public List<VerifierKey> verify(Collection<VerifierKey> known) {
        List<VerifierKey> signers = new ArrayList<>();
        for (NoteSignature signature : signatures) {
            for (VerifierKey key : known) {
                if (key.isMeantBy(signature) && !signers.contains(key)) {
                    require(
                            key.verifies(text, signature),
                            BAD_SIGNATURE,
                            "The signature of " + key.name() + " does not hold.");
                    signers.add(key);
                }
            }
        }
        require(!signers.isEmpty(), UNSIGNED, "No known key has signed this note.");
        return List.copyOf(signers);
    }
}
