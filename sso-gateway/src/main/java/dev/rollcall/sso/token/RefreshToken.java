package dev.rollcall.sso.token;

import dev.rollcall.sso.secret.Fresh;
import dev.rollcall.sso.secret.Sha256;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The value of a refresh token: {@code rc_rt_<publicId>_<secret>}. The id names the chain and stays; the secret is another one after each use.
 *
 * @param publicId 16 base32 characters
 * @param secret 43 base64url characters, 256 random bits
 */
record RefreshToken(String publicId, String secret) {
    private static final Pattern FORM = Pattern.compile("rc_rt_([A-Z2-7]{16})_([A-Za-z0-9_-]{43})");

    /** The first of a chain. */
    static RefreshToken fresh() {
        return new RefreshToken(Fresh.base32(16), Fresh.secret());
    }

    static Optional<RefreshToken> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches() ? Optional.of(new RefreshToken(form.group(1), form.group(2))) : Optional.empty();
    }

    /** The one after this. */
    RefreshToken next() {
        return new RefreshToken(publicId, Fresh.secret());
    }

    byte[] sha256() {
        return Sha256.of(secret);
    }

    /** What the client keeps. */
    String text() {
        return "rc_rt_" + publicId + "_" + secret;
    }

    @Override
    public String toString() {
        return "rc_rt_" + publicId; // never the secret, wherever it is printed
    }
}
