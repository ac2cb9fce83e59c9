package dev.rollcall.transparencylog.note;

import org.jspecify.annotations.Nullable;

/** What a key of a note signs: C2SP signed-note, Signature types. Only those that are made or checked here. */
public enum SignatureType {
    /** The note's text itself. */
    ED25519(1, 64),
    /** A time and the text of a checkpoint: C2SP tlog-cosignature, cosignature/v1. */
    COSIGNATURE(4, Long.BYTES + 64);

    private final int identifier;
    private final int length;

    SignatureType(int identifier, int length) {
        this.identifier = identifier;
        this.length = length;
    }

    /** The byte before the key in a vkey. */
    public int identifier() {
        return identifier;
    }

    /** Bytes of a signature, key id left out. */
    public int length() {
        return length;
    }

    static @Nullable SignatureType find(int identifier) {
        for (SignatureType type : values()) {
            if (type.identifier == identifier) {
                return type;
            }
        }
        return null;
    }
}
