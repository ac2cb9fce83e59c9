package dev.rollcall.sandbox.infra;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/**
 * The database's passwords, made at first use of a data directory and kept beside it, readable by their owner alone.
 *
 * @param values by role name
 */
public record Credentials(Properties values) {
    private static final int PASSWORD_BYTES = 24; // 192 bits: not to be guessed, short enough to paste

    /** Reads them, or makes and stores them. */
    public static Credentials load(Path file) throws IOException {
        Properties values = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                values.load(reader);
            }
            return new Credentials(values);
        }
        values.setProperty(Postgres.SUPERUSER, random());
        for (Schema schema : Schema.values()) {
            values.setProperty(schema.role(), random());
        }
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (Writer writer = Files.newBufferedWriter(file)) {
            values.store(writer, "database passwords");
        }
        return new Credentials(values);
    }

    /** The password of a role, never empty. */
    public String password(String role) {
        String password = values.getProperty(role);
        if (password == null) {
            throw new IllegalStateException("no password for role " + role + "; delete the data directory");
        }
        return password;
    }

    private static String random() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
