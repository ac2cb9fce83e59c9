package dev.rollcall.kit.secret;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals secrets at rest with AES-256-GCM under the deployment's master keys: lines of {@code id:base64(32 bytes)}, the first one current.
 * To rotate, put a new line first and restart; what older keys sealed is opened by their id, until it is sealed anew.
 */
public final class MasterKeys {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12; // NIST SP 800-38D §8.2: the length that GCM is made for
    private static final int TAG_BITS = 128;

    private final String currentId;
    private final Map<String, SecretKey> keys;

    private MasterKeys(String currentId, Map<String, SecretKey> keys) {
        this.currentId = currentId;
        this.keys = keys;
    }

    /** A sealed secret as it is stored: nonce, ciphertext, tag. */
    public record Sealed(String keyId, byte[] bytes) {}

    /** @throws IllegalArgumentException with one sentence, when the file is not there or not of that form */
    public static MasterKeys read(Path file) {
        try {
            return of(Files.readAllLines(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "ROLLCALL_MASTER_KEY names " + file
                            + ", which cannot be read: make that file with a line of id:base64(32 random bytes).",
                    e);
        }
    }

    static MasterKeys of(List<String> lines) {
        Map<String, SecretKey> keys = new LinkedHashMap<>();
        for (String line : lines) {
            if (!line.isBlank()) {
                int colon = line.indexOf(':');
                SecretKey key = colon < 1 ? null : key(line.substring(colon + 1).strip());
                if (key == null || keys.put(line.substring(0, colon), key) != null) {
                    throw new IllegalArgumentException("ROLLCALL_MASTER_KEY: a line is not id:base64(32 random bytes)"
                            + " with an id of its own (keys before it: " + keys.keySet() + ").");
                }
            }
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("ROLLCALL_MASTER_KEY: the file has no key in it.");
        }
        return new MasterKeys(keys.keySet().iterator().next(), keys);
    }

    private static @Nullable SecretKey key(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            boolean random = !Arrays.equals(bytes, new byte[KEY_BYTES]);
            return bytes.length == KEY_BYTES && random ? new SecretKeySpec(bytes, "AES") : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    public String currentId() {
        return currentId;
    }

    /** @param context where it will be stored, for instance {@code signing_key:<kid>}; it opens only there */
    public Sealed seal(byte[] secret, String context) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        byte[] sealed = apply(Cipher.ENCRYPT_MODE, currentId, nonce, secret, context);
        byte[] stored = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
        System.arraycopy(sealed, 0, stored, NONCE_BYTES, sealed.length);
        return new Sealed(currentId, stored);
    }

    /** @throws IllegalStateException when its key is not in the file, or the row was tampered with or moved */
    public byte[] open(Sealed sealed, String context) {
        if (!keys.containsKey(sealed.keyId())) {
            throw new IllegalStateException("ROLLCALL_MASTER_KEY has no key '" + sealed.keyId() + "', which sealed "
                    + context + ": put its line back into the file.");
        }
        // A value cut short is filled up with zeros here, and then its tag does not fit.
        byte[] whole = Arrays.copyOf(sealed.bytes(), Math.max(NONCE_BYTES, sealed.bytes().length));
        byte[] nonce = Arrays.copyOf(whole, NONCE_BYTES);
        byte[] rest = Arrays.copyOfRange(whole, NONCE_BYTES, whole.length);
        return apply(Cipher.DECRYPT_MODE, sealed.keyId(), nonce, rest, context);
    }

    private byte[] apply(int mode, String keyId, byte[] nonce, byte[] input, String context) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, keys.get(keyId), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD((keyId + "/" + context).getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "The secret of " + context + " does not open with master key '" + keyId
                            + "': the key is another one, or the row was changed.",
                    e);
        }
    }
}
