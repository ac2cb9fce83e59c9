package dev.rollcall.transparencylog.note;

import static dev.rollcall.transparencylog.LogRefusal.Reason.MALFORMED_KEY;
import static dev.rollcall.transparencylog.LogRefusal.require;

import dev.rollcall.transparencylog.LogRefusal;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/** A secret key under a name, in the form of Go's sumdb/note: {@code PRIVATE+KEY+<name>+<key id>+base64(type || seed)}. */
public final class SignerKey {
    private static final String PREFIX = "PRIVATE+KEY+";

    private final byte[] seed;
    private final VerifierKey verifier;

    private SignerKey(String name, SignatureType type, byte[] seed) {
        require(seed.length == Ed25519.KEY_BYTES, MALFORMED_KEY, "An Ed25519 key has 32 bytes.");
        this.seed = seed.clone();
        this.verifier = new VerifierKey(name, type, Ed25519.publicKey(seed));
    }

    /** A new one. */
    public static SignerKey generate(String name, SignatureType type, SecureRandom random) {
        byte[] seed = new byte[Ed25519.KEY_BYTES];
        random.nextBytes(seed);
        return new SignerKey(name, type, seed);
    }

    /** @throws LogRefusal MALFORMED_KEY, without the key in it, unless it has that form, the id its own */
    public static SignerKey parse(String skey) {
        require(skey.startsWith(PREFIX), MALFORMED_KEY, "A secret key begins with PRIVATE+KEY+.");
        KeyNames.Written written = KeyNames.read(skey.substring(PREFIX.length()));
        SignerKey key = new SignerKey(written.name(), written.type(), written.key());
        require(key.verifier.id() == written.id(), MALFORMED_KEY, "The key's id is not that of its name and bytes.");
        return key;
    }

    public VerifierKey verifier() {
        return verifier;
    }

    /** The secret key as text. */
    public String encode() {
        return PREFIX + KeyNames.write(verifier.name(), verifier.id(), verifier.type(), seed);
    }

    /** Signs a note's text with a key of type {@link SignatureType#ED25519}. */
    public NoteSignature sign(String text) {
        require(verifier.type() == SignatureType.ED25519, MALFORMED_KEY, "A key for cosignatures signs with a time.");
        return new NoteSignature(
                verifier.name(), verifier.id(), Ed25519.sign(seed, text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Cosigns a checkpoint's text with a key of type {@link SignatureType#COSIGNATURE}.
     *
     * @param seconds since 1970
     */
    public NoteSignature cosign(String text, long seconds) {
        require(verifier.type() == SignatureType.COSIGNATURE, MALFORMED_KEY, "That is no key for cosignatures.");
        byte[] signature = Ed25519.sign(seed, Cosignature.message(text, seconds));
        return new NoteSignature(verifier.name(), verifier.id(), new Cosignature(seconds, signature).encode());
    }

    /** The name only. */
    @Override
    public String toString() {
        return PREFIX + verifier.name();
    }
}
