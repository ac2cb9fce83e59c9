package dev.rollcall.transparencylog;

/** Something that does not hold or is not of the right form. No stack trace: hostile input must not make it expensive. */
public final class LogRefusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What is wrong; a caller may decide by it, a person reads the message. */
    public enum Reason {
        /** A number is negative, beyond its end, or out of the range that the other numbers leave it. */
        OUT_OF_RANGE,
        /** Longer than any such thing may be. */
        TOO_LARGE,
        /** Not the bytes or characters of a SHA-256 hash. */
        MALFORMED_HASH,
        /** A proof has more or fewer hashes than its sizes need. */
        PROOF_LENGTH,
        /** A proof leads to another root. */
        ROOT_MISMATCH,
        /** Not the path of a tile, or not the bytes of one. */
        MALFORMED_TILE,
        /** Not a vkey or skey, or its key id is not that of its key. */
        MALFORMED_KEY,
        /** Not a signed note. */
        MALFORMED_NOTE,
        /** No known key has signed. */
        UNSIGNED,
        /** A known key's signature does not hold. */
        BAD_SIGNATURE,
        /** The text of a note that is no checkpoint. */
        MALFORMED_CHECKPOINT,
        /** Not the text of a proof, or of a request to a witness. */
        MALFORMED_PROOF
    }

    private final Reason reason;

    public LogRefusal(Reason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Refuses unless it is so. */
    public static void require(boolean fits, Reason reason, String detail) {
        if (!fits) {
            throw new LogRefusal(reason, detail);
        }
    }
}
