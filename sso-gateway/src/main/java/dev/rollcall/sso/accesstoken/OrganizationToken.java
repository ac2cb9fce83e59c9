package dev.rollcall.sso.accesstoken;

import dev.rollcall.sso.secret.Fresh;
import dev.rollcall.sso.secret.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The value of an organization's access token: {@code rc_oat_<publicId>_<secret>_<checksum>}. The beginning lets secret scanners recognise it,
 * the checksum lets them (and us) tell a real one from a look-alike without a look-up.
 *
 * @param publicId 16 base32 characters; how the row is found and what lists show
 * @param secret 43 base64url characters, 256 random bits
 */
public record OrganizationToken(String publicId, String secret) {
    private static final String PREFIX = "rc_oat_";
    private static final Pattern FORM = Pattern.compile(PREFIX + "([A-Z2-7]{16})_([A-Za-z0-9_-]{43})_([0-9A-Za-z]{6})");
    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int CHECKSUM_LENGTH = 6; // 62^6 > 2^32

    static OrganizationToken fresh() {
        return new OrganizationToken(Fresh.base32(16), Fresh.secret());
    }

    /** Whether somebody means to send such a token, a damaged one perhaps: never try it as a password. */
    public static boolean looksLikeOne(String text) {
        return text.startsWith(PREFIX);
    }

    static Optional<OrganizationToken> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        OrganizationToken token = new OrganizationToken(form.group(1), form.group(2));
        return token.text().equals(text) ? Optional.of(token) : Optional.empty();
    }

    /** What the owner sees once. */
    String text() {
        String body = prefix() + "_" + secret;
        return body + "_" + checksum(body);
    }

    /** What lists show. */
    String prefix() {
        return PREFIX + publicId;
    }

    byte[] secretSha256() {
        return Sha256.of(secret);
    }

    @Override
    public String toString() {
        return prefix(); // never the secret, wherever it is printed
    }

    private static String checksum(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        long rest = crc.getValue();
        char[] digits = new char[CHECKSUM_LENGTH];
        for (int i = CHECKSUM_LENGTH - 1; i >= 0; i--) {
            digits[i] = BASE62.charAt((int) (rest % 62));
            rest /= 62;
        }
        return new String(digits);
    }
}
