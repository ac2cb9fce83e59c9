package dev.rollcall.sso.session;

import dev.rollcall.contract.refusal.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The session of the request's cookie, and whether the request comes from a page of ours. */
@ApplicationScoped
class CurrentSession {
    private final Sessions sessions;
    private final HttpHeaders headers;

    CurrentSession(Sessions sessions, HttpHeaders headers) {
        this.sessions = sessions;
        this.headers = headers;
    }

    /** @param secret of the cookie: forms are bound to it */
    record Open(Session session, SessionSecret secret) {}

    /** What the session cookie holds, whether or not there is such a session. */
    Optional<SessionSecret> secret() {
        return SessionSecret.of(value(Cookies.SESSION));
    }

    /** What the sign-in form's cookie holds. */
    Optional<SessionSecret> formSecret() {
        return SessionSecret.of(value(Cookies.FORM));
    }

    Optional<Open> find() {
        return secret().flatMap(secret -> sessions.find(secret).map(session -> new Open(session, secret)));
    }

    Open require() {
        return find().orElseThrow(() -> Refusal.SESSION_ENDED.because("You are not signed in, or not any more."));
    }

    /**
     * Refuses what another site or another port made the browser send. Browsers say so themselves (Fetch Metadata, W3C), and a page cannot
     * forge it; programs that are no browser send nothing.
     */
    void requireOwnPage() {
        String site = headers.getHeaderString("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            throw Refusal.REQUEST_MALFORMED.because("This can only be asked for from a page of Rollcall itself.");
        }
    }

    private @Nullable String value(String name) {
        Cookie cookie = headers.getCookies().get(name);
        return cookie == null ? null : cookie.getValue();
    }
}
