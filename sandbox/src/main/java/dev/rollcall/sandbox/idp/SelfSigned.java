package dev.rollcall.sandbox.idp;

import dev.rollcall.sandbox.client.Checkout;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/** An RSA key with a certificate of its own, made by the JDK's {@code keytool}: the JDK makes certificates in no other way. */
record SelfSigned(PrivateKey key, X509Certificate certificate) {
    private static final String PASSWORD = "only-for-this-file"; // the file is gone before anybody could read it
    private static final int LIMIT_SECONDS = 60;

    static SelfSigned fresh(String name) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("rollcall");
        Path file = folder.resolve("key.p12");
        try {
            Process keytool = new ProcessBuilder(
                            Path.of(Checkout.java()).resolveSibling("keytool").toString(),
                            "-genkeypair",
                            "-alias",
                            "idp",
                            "-keyalg",
                            "RSA",
                            "-keysize",
                            "2048",
                            "-sigalg",
                            "SHA256withRSA",
                            "-validity",
                            "3650",
                            "-dname",
                            "CN=" + name,
                            "-storetype",
                            "PKCS12",
                            "-storepass",
                            PASSWORD,
                            "-keystore",
                            file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!keytool.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
                throw new IOException("keytool made no key");
            }
            return read(file);
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        }
    }

    private static SelfSigned read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            return new SelfSigned((PrivateKey) keys.getKey("idp", PASSWORD.toCharArray()), (X509Certificate)
                    keys.getCertificate("idp"));
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    String pem() {
        try {
            String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
