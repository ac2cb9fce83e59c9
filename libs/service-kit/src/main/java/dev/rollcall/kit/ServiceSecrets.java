package dev.rollcall.kit;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Secrets that every replica of this service has and nobody else, made of its private key: nothing more to hand out or to keep. */
@Singleton
public class ServiceSecrets {
    private static final String HMAC = "HmacSHA256";

    private final byte[] root;

    ServiceSecrets(@ConfigProperty(name = "rollcall.service.key") String key) {
        this.root = ServiceKeys.privateKey(Path.of(key)).getEncoded();
    }

    /**
     * 32 bytes, always the same for a purpose while the service keeps its key.
     *
     * @param purpose another for each use, so that what is signed for one counts for no other
     */
    public byte[] of(String purpose) {
        return hmac(root, purpose.getBytes(StandardCharsets.UTF_8));
    }

    /** HMAC-SHA-256 (RFC 2104): 32 bytes. */
    public static byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + HMAC, e);
        }
    }
}
