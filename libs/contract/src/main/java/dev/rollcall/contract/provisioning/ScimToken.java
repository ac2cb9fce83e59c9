package dev.rollcall.contract.provisioning;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A SCIM token's form: {@code rcs_<publicId>_<secret>_<checksum>}. The prefix lets secret scanners find it, the checksum (CRC-32 of all
 * before it, six base62 digits) turns down a mistyped token without asking anybody.
 *
 * @param publicId 16 characters of base32 ({@code a-z2-7}); may be shown and logged
 * @param secret 256 bits as 43 characters of base64url; never logged, at rest only as SHA-256
 */
public record ScimToken(String publicId, String secret) {
    public static final String PREFIX = "rcs_";
    public static final int PUBLIC_ID_LENGTH = 16;
    public static final int SECRET_LENGTH = 43;
    public static final int CHECKSUM_LENGTH = Checksums.LENGTH;

    private static final int SECRET_START = PREFIX.length() + PUBLIC_ID_LENGTH + 1;
    private static final int CHECKSUM_START = SECRET_START + SECRET_LENGTH + 1;
    private static final int LENGTH = CHECKSUM_START + CHECKSUM_LENGTH;

    /** The token that the text spells; empty when its form or checksum is wrong. */
    public static Optional<ScimToken> parse(String text) {
        if (text.length() != LENGTH
                || !text.startsWith(PREFIX)
                || text.charAt(SECRET_START - 1) != '_'
                || text.charAt(CHECKSUM_START - 1) != '_'
                || !text.endsWith(Checksums.of(text.substring(0, CHECKSUM_START - 1)))) {
            return Optional.empty();
        }
        return Optional.of(new ScimToken(
                text.substring(PREFIX.length(), SECRET_START - 1), text.substring(SECRET_START, CHECKSUM_START - 1)));
    }

    /** The whole token, as it is shown once. */
    public String text() {
        String rest = PREFIX + publicId + '_' + secret;
        return rest + '_' + Checksums.of(rest);
    }

    /** SHA-256 of the secret's characters, as 64 lower-case hex digits: what is stored and what services show each other. */
    public String secretSha256() {
        return Checksums.sha256(secret);
    }

    public TokenProof proof(@Nullable String remoteAddress) {
        return new TokenProof(publicId, secretSha256(), remoteAddress);
    }

    /** Hides the secret, so that a token printed by accident gives nothing away. */
    @Override
    public String toString() {
        return PREFIX + publicId + "_…";
    }
}
