package dev.rollcall.audit.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * What an entry says of personal values without telling them: for each field base64(SHA-256(salt || value)), the value as canonical JSON. The
 * salt, 16 random bytes, is kept beside the value and goes with it: then nobody can find the value by trying.
 *
 * @param hashes canonical JSON: field to commitment
 * @param salts JSON: field to salt
 */
record Commitments(String hashes, String salts) {
    private static final int SALT_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final JsonMapper JSON = new JsonMapper();

    /** @param pii an object, as {@link FactRules} left it */
    static Commitments of(String pii) {
        try {
            ObjectNode hashes = JSON.createObjectNode();
            ObjectNode salts = JSON.createObjectNode();
            for (var field : JSON.readTree(pii).properties()) {
                byte[] salt = new byte[SALT_BYTES];
                RANDOM.nextBytes(salt);
                hashes.put(field.getKey(), hash(salt, field.getValue()));
                salts.put(field.getKey(), Base64.getEncoder().encodeToString(salt));
            }
            return new Commitments(CanonicalJson.write(hashes), CanonicalJson.write(salts));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Personal values were read that are not JSON", e);
        }
    }

    private static String hash(byte[] salt, JsonNode value) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            return Base64.getEncoder()
                    .encodeToString(digest.digest(CanonicalJson.write(value).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
