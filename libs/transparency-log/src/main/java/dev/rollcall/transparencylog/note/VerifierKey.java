package dev.rollcall.transparencylog.note;

import static dev.rollcall.transparencylog.LogRefusal.Reason.MALFORMED_KEY;
import static dev.rollcall.transparencylog.LogRefusal.require;

import dev.rollcall.transparencylog.LogRefusal;
import java.nio.charset.StandardCharsets;

/** A public key under a name: C2SP signed-note, vkeys. */
public final class VerifierKey {
    private final String name;
    private final SignatureType type;
    private final byte[] publicKey;
    private final int id;

    /** @throws LogRefusal MALFORMED_KEY when the name cannot stand in a note, or the key has not 32 bytes */
    public VerifierKey(String name, SignatureType type, byte[] publicKey) {
        require(
                KeyNames.fits(name),
                MALFORMED_KEY,
                "A key's name has 1 to 255 characters, no spaces, no plus and no control characters.");
        require(publicKey.length == Ed25519.KEY_BYTES, MALFORMED_KEY, "An Ed25519 key has 32 bytes.");
        this.name = name;
        this.type = type;
        this.publicKey = publicKey.clone();
        this.id = KeyNames.id(name, type, publicKey);
    }

    /** @throws LogRefusal MALFORMED_KEY unless it is {@code <name>+<key id>+<base64>}, the id its own */
    public static VerifierKey parse(String vkey) {
        KeyNames.Written written = KeyNames.read(vkey);
        VerifierKey key = new VerifierKey(written.name(), written.type(), written.key());
        require(key.id == written.id(), MALFORMED_KEY, "The key's id is not that of its name and bytes.");
        return key;
    }

    public String name() {
        return name;
    }

    public SignatureType type() {
        return type;
    }

    /** With the name it says which key a signature is by. */
    public int id() {
        return id;
    }

    /** The vkey. */
    public String encode() {
        return KeyNames.write(name, id, type, publicKey);
    }

    /** Whether this key has made that signature, whatever name stands before it. */
    public boolean verifies(String text, NoteSignature signature) {
        byte[] bytes = signature.bytes();
        if (bytes.length != type.length()) {
            return false;
        }
        return switch (type) {
            case ED25519 -> Ed25519.verifies(publicKey, text.getBytes(StandardCharsets.UTF_8), bytes);
            case COSIGNATURE -> {
                Cosignature cosignature = Cosignature.of(bytes);
                yield cosignature.seconds() >= 0
                        && Ed25519.verifies(publicKey, cosignature.message(text), cosignature.signature());
            }
        };
    }

    boolean isMeantBy(NoteSignature signature) {
        return signature.name().equals(name) && signature.keyId() == id;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey key && key.encode().equals(encode());
    }

    @Override
    public int hashCode() {
        return id;
    }

    @Override
    public String toString() {
        return encode();
    }
}
