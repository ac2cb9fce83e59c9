package dev.rollcall.contract.provisioning;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An OAuth client of a connection (RFC 6749 §2.3.1): {@code rcc_<publicId>} with {@code rccs_<secret>_<checksum>}. Neither has a character
 * that form encoding would change.
 *
 * @param publicId 16 characters of base32 ({@code a-z2-7}); may be shown and logged
 * @param secret 256 bits as 43 characters of base64url; never logged, at rest only as SHA-256
 */
public record OauthCredentials(String publicId, String secret) {
    public static final String ID_PREFIX = "rcc_";
    public static final String SECRET_PREFIX = "rccs_";

    private static final Pattern ID = Pattern.compile(ID_PREFIX + "[a-z2-7]{16}");
    private static final Pattern SECRET = Pattern.compile(SECRET_PREFIX + "[A-Za-z0-9_-]{43}_[0-9A-Za-z]{6}");

    /** The credentials that the two texts spell; empty when either cannot be one of ours. */
    public static Optional<OauthCredentials> parse(String clientId, String clientSecret) {
        if (!ID.matcher(clientId).matches() || !SECRET.matcher(clientSecret).matches()) {
            return Optional.empty();
        }
        int secretEnd = clientSecret.length() - Checksums.LENGTH - 1;
        return clientSecret.endsWith(Checksums.of(clientSecret.substring(0, secretEnd)))
                ? Optional.of(new OauthCredentials(
                        clientId.substring(ID_PREFIX.length()),
                        clientSecret.substring(SECRET_PREFIX.length(), secretEnd)))
                : Optional.empty();
    }

    public String clientId() {
        return ID_PREFIX + publicId;
    }

    /** The whole secret, as it is shown once. */
    public String clientSecret() {
        String rest = SECRET_PREFIX + secret;
        return rest + '_' + Checksums.of(rest);
    }

    public TokenProof proof(@Nullable String remoteAddress) {
        return new TokenProof(publicId, Checksums.sha256(secret), remoteAddress);
    }

    /** Hides the secret, so that credentials printed by accident give nothing away. */
    @Override
    public String toString() {
        return clientId();
    }
}
