package dev.rollcall.audit;

import dev.rollcall.transparencylog.note.SignatureType;
import dev.rollcall.transparencylog.note.SignerKey;
import dev.rollcall.transparencylog.note.VerifierKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/** The key of the log under test. */
public final class TestLog {
    public static final String ORIGIN = "log.test/audit";
    private static final Path FILE = Path.of("target", "test-log.key").toAbsolutePath();

    private TestLog() {}

    static Path writeKey() {
        try {
            Files.writeString(
                    FILE,
                    SignerKey.generate(ORIGIN, SignatureType.ED25519, new SecureRandom())
                                    .encode() + "\n");
            return FILE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static VerifierKey key() {
        try {
            return SignerKey.parse(Files.readString(FILE).strip()).verifier();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
