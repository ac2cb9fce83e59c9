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
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was made at the first start and must be found again: the owner's credential and the SCIM tokens, which the services store only
 * as hashes, and what the sandbox's identity provider and its people know.
 *
 * @param owner the break-glass owner
 * @param scimTokens token by connection id
 */
public record Secrets(Owner owner, Map<String, String> scimTokens, Idp idp) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final int PASSWORD_BYTES = 18; // 144 bits, 24 characters

    /**
     * The break-glass owner's credential.
     *
     * @param password in clear: this is the only place that keeps it
     */
    public record Owner(String email, String password) {}

    /**
     * Of the identity provider that {@code up --idp} starts.
     *
     * @param adminPassword of its administrator
     * @param clientSecret with which sso-gateway proves itself over OpenID Connect
     * @param people password by e-mail address
     */
    public record Idp(String adminPassword, String clientSecret, Map<String, String> people) {
        public static final String ADMIN = "admin";

        private static Idp fresh() {
            Map<String, String> people = new TreeMap<>();
            people.put("alice@acme.example", random());
            people.put("bob@acme.example", random());
            return new Idp(random(), random(), people);
        }
    }

    /** @param idp null in a file that was written before there was one */
    public Secrets(Owner owner, Map<String, String> scimTokens, @Nullable Idp idp) {
        this.owner = owner;
        this.scimTokens = scimTokens;
        this.idp = idp == null ? Idp.fresh() : idp;
    }

    /** Reads them, or makes the first; whatever was made is stored before anybody uses it. */
    static Secrets load(Path file) throws IOException {
        Secrets secrets = Files.exists(file)
                ? JSON.readValue(file.toFile(), Secrets.class)
                : new Secrets(new Owner("owner@rollcall.example", random()), new HashMap<>(), null);
        secrets.store(file);
        return secrets;
    }

    private static String random() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    public void store(Path file) throws IOException {
        PrivateFile.write(file, JSON.writeValueAsString(this) + "\n");
    }
}
