package dev.rollcall.sso.owner;

import dev.rollcall.sso.secret.Sha256;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id (RFC 9106) in the PHC string form {@code $argon2id$v=19$m=…,t=…,p=…$salt$hash}. The cost is read from the stored string, so that it
 * can be raised without breaking what is stored.
 */
final class PasswordHash {
    /** OWASP's choice for small memory, 19 MiB and two passes: as strong as its 46 MiB and one pass, and a few at once fit a small heap. */
    private static final int MEMORY_KIB = 19 * 1024;

    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    static final int SALT_BYTES = 16; // RFC 9106 §4

    private static final Pattern FORM = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d{1,2})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    private PasswordHash() {}

    static String of(String password, byte[] salt) {
        byte[] hash = argon2id(password, salt, MEMORY_KIB, PASSES, LANES);
        var base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES + ",p=" + LANES + "$" + base64.encodeToString(salt)
                + "$" + base64.encodeToString(hash);
    }

    /** @throws IllegalStateException when {@code stored} is not of that form: somebody wrote into the table by hand */
    static boolean matches(String stored, String password) {
        Matcher form = FORM.matcher(stored);
        if (!form.matches()) {
            throw new IllegalStateException("owner_credential.password_hash is not an Argon2id PHC string");
        }
        byte[] salt = Base64.getDecoder().decode(form.group(4));
        byte[] expected = Base64.getDecoder().decode(form.group(5));
        int memory = Integer.parseInt(form.group(1));
        int passes = Integer.parseInt(form.group(2));
        return Sha256.same(expected, argon2id(password, salt, memory, passes, Integer.parseInt(form.group(3))));
    }

    private static byte[] argon2id(String password, byte[] salt, int memoryKib, int passes, int lanes) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKib)
                .withIterations(passes)
                .withParallelism(lanes)
                .withSalt(salt)
                .build());
        byte[] hash = new byte[HASH_BYTES];
        // Keyboards write one letter in several ways; RFC 8265 §4.2.2 wants them to be the same password.
        String normalized = Normalizer.normalize(password, Normalizer.Form.NFC);
        generator.generateBytes(normalized.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }
}
