package dev.rollcall.sso.session;

import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;

/**
 * The cookies. {@code __Host-} makes the browser insist on Secure, no Domain and path /: no neighbour under the same domain can plant one.
 * Lax: sent when somebody follows a link to us, not with another site's POST.
 */
public final class Cookies {
    /** Who is signed in. */
    public static final String SESSION = "__Host-rollcall";
    /** Before somebody is signed in: ties the sign-in form to the browser that it was shown in (login CSRF). */
    public static final String FORM = "__Host-rollcall-form";

    /** Ties a link that is mailed to the browser that asked for it. */
    public static final String LINK = "__Host-rollcall-link";

    private Cookies() {}

    public static NewCookie session(SessionSecret secret, Duration lifetime) {
        return cookie(SESSION, secret.value(), (int) lifetime.toSeconds());
    }

    /** Ends with the browser. */
    public static NewCookie form(SessionSecret secret) {
        return cookie(FORM, secret.value(), NewCookie.DEFAULT_MAX_AGE);
    }

    public static NewCookie link(SessionSecret secret, Duration lifetime) {
        return cookie(LINK, secret.value(), (int) lifetime.toSeconds());
    }

    public static NewCookie gone(String name) {
        return cookie(name, "", 0);
    }

    private static NewCookie cookie(String name, String value, int maxAge) {
        return new NewCookie.Builder(name)
                .value(value)
                .path("/")
                .secure(true)
                .httpOnly(true)
                .sameSite(NewCookie.SameSite.LAX)
                .maxAge(maxAge)
                .build();
    }
}
