package dev.rollcall.sandbox.suite;

import dev.rollcall.transparencylog.note.SignatureType;
import dev.rollcall.transparencylog.note.SignerKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/**
 * The services' keys as files, made once: a private key each, all public keys in one folder, the master key of those that keep secrets,
 * and the key of the audit log.
 *
 * @param folder {@code keys} in the home
 */
record Keys(Path folder) {
    private static final int PEM_LINE = 64; // RFC 7468, section 2
    private static final int MASTER_KEY_BYTES = 32;

    /** Makes what is absent; existing keys stay. */
    void ensure() throws IOException {
        Files.createDirectories(trust());
        for (Service service : Service.values()) {
            if (!Files.exists(privateKey(service))) {
                KeyPair pair = generate();
                // The public key first: after an interruption the pair is made anew, never half of it kept.
                Files.writeString(
                        trust().resolve(service.module() + ".pem"),
                        pem("PUBLIC KEY", pair.getPublic().getEncoded()));
                PrivateFile.write(
                        privateKey(service),
                        pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
            }
        }
        if (!Files.exists(masterKey())) {
            byte[] key = new byte[MASTER_KEY_BYTES];
            new SecureRandom().nextBytes(key);
            PrivateFile.write(masterKey(), "1:" + Base64.getEncoder().encodeToString(key) + "\n");
        }
        if (!Files.exists(logKey())) {
            SignerKey key = SignerKey.generate("rollcall.localhost/audit", SignatureType.ED25519, new SecureRandom());
            PrivateFile.write(logKey(), key.encode() + "\n");
        }
    }

    /** PKCS#8, PEM. */
    Path privateKey(Service service) {
        return folder.resolve(service.module() + ".key.pem");
    }

    /** The folder with {@code <service>.pem}: SubjectPublicKeyInfo, PEM. */
    Path trust() {
        return folder.resolve("trust");
    }

    /** Lines {@code id:base64(32 bytes)}, the first is current. */
    Path masterKey() {
        return folder.resolve("master.key");
    }

    /** One line, the secret key of a signed note. */
    Path logKey() {
        return folder.resolve("audit-log.key");
    }

    private static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK knows no curve P-256", e);
        }
    }

    private static String pem(String label, byte[] der) {
        String body = Base64.getMimeEncoder(PEM_LINE, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }
}
