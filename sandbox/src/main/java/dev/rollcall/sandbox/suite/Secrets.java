package dev.rollcall.sandbox.suite;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * What was made at the first start and must be found again: the owner's credential and the SCIM tokens, which the services store only
 * as hashes.
 *
 * @param owner the break-glass owner
 * @param scimTokens token by connection id
 */
public record Secrets(Owner owner, Map<String, String> scimTokens) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final int PASSWORD_BYTES = 18; // 144 bits, 24 characters

    /**
     * The break-glass owner's credential.
     *
     * @param password in clear: this is the only place that keeps it
     */
    public record Owner(String email, String password) {}

    /** Reads them, or makes and stores the first. */
    static Secrets load(Path file) throws IOException {
        if (Files.exists(file)) {
            return JSON.readValue(file.toFile(), Secrets.class);
        }
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Secrets made = new Secrets(new Owner("owner@rollcall.example", password), new HashMap<>());
        made.store(file);
        return made;
    }

    public void store(Path file) throws IOException {
        PrivateFile.write(file, JSON.writeValueAsString(this) + "\n");
    }
}
