package dev.rollcall.sso.session;

import dev.rollcall.sso.secret.Fresh;
import dev.rollcall.sso.secret.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a cookie of ours holds: 256 random bits. Only its hash is stored, and from it follows the token that our forms carry, which another
 * site can neither read nor compute.
 *
 * @param value 43 base64url characters
 */
public record SessionSecret(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

    public static SessionSecret fresh() {
        return new SessionSecret(Fresh.secret());
    }

    /** The secret of a cookie; empty when there is none or it cannot be ours. */
    public static Optional<SessionSecret> of(@Nullable String cookie) {
        return Optional.ofNullable(cookie)
                .filter(value -> FORM.matcher(value).matches())
                .map(SessionSecret::new);
    }

    public byte[] sha256() {
        return Sha256.of(value);
    }

    /** The hidden field of every form shown together with this cookie. */
    public String formToken() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.keyed(value, "form"));
    }

    public boolean madeFormToken(@Nullable String formToken) {
        return formToken != null
                && Sha256.same(
                        formToken().getBytes(StandardCharsets.US_ASCII), formToken.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "SessionSecret"; // never the value, wherever it is printed
    }
}
