package dev.rollcall.transparencylog;

/** What is read at most. */
public final class LogLimits {
    /** Hashes of a proof: a tree of at most 2^63 - 1 leaves is 63 levels high; a consistency proof may begin with one more. */
    public static final int PROOF_HASHES_MAX = 64;

    /** Hashes that a witness takes: tlog-witness, add-checkpoint. */
    public static final int WITNESS_HASHES_MAX = 63;

    /** Bytes of one entry: tlog-tiles, Log entries (its length is a uint16). */
    public static final int ENTRY_BYTES_MAX = 65_535;

    /** Bytes of a signed note: signed-note asks for 16 signatures at least, and those of post-quantum keys have nearly 5 kB each. */
    public static final int NOTE_BYTES_MAX = 256 * 1024;

    /** Signatures of a note; sixteen must be taken, a hundred is what Go's implementation takes. */
    public static final int SIGNATURES_MAX = 100;

    /** Characters of a key's name or of an origin; a URL without scheme. */
    public static final int NAME_MAX = 255;

    /** Bytes of a public key or of one signature: ML-DSA-87, the largest anyone has announced, has 2,592 and 4,627. */
    public static final int KEY_BYTES_MAX = 5_000;

    private LogLimits() {}
}
