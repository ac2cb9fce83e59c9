package dev.rollcall.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;

/** Fresh keys for one test run, in the files that a deployment would mount. */
final class TestKeys {
    static final List<String> SERVICES = List.of("scim-endpoint", "sso-gateway", "membership-service", "audit-service");

    private TestKeys() {}

    static void write(Path directory) {
        try {
            Path trust = Files.createDirectories(directory.resolve("trust"));
            for (String service : SERVICES) {
                KeyPair pair = pair();
                pem(
                        directory.resolve(service + ".key.pem"),
                        "PRIVATE KEY",
                        pair.getPrivate().getEncoded());
                pem(
                        trust.resolve(service + ".pem"),
                        "PUBLIC KEY",
                        pair.getPublic().getEncoded());
            }
            KeyPair access = pair();
            pem(
                    directory.resolve("access.key.pem"),
                    "PRIVATE KEY",
                    access.getPrivate().getEncoded());
            Files.writeString(directory.resolve("access.jwks.json"), jwks((ECPublicKey) access.getPublic()));
            byte[] master = new byte[32];
            new java.security.SecureRandom().nextBytes(master);
            Files.writeString(
                    directory.resolve("master.key"),
                    "test:" + Base64.getEncoder().encodeToString(master) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair pair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static void pem(Path file, String kind, byte[] der) throws IOException {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        Files.writeString(file, "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
    }

    private static String jwks(ECPublicKey key) {
        return """
                {"keys":[{"kty":"EC","crv":"P-256","alg":"ES256","use":"sig","kid":"test","x":"%s","y":"%s"}]}""".formatted(
                        coordinate(key.getW().getAffineX().toByteArray()),
                        coordinate(key.getW().getAffineY().toByteArray()));
    }

    private static String coordinate(byte[] signed) {
        byte[] fixed = new byte[32];
        int length = Math.min(32, signed.length);
        System.arraycopy(signed, signed.length - length, fixed, 32 - length, length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(fixed);
    }
}
