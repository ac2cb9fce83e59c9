package dev.rollcall.sso.session;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.sso.signin.SessionEvents.Why;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The session of the request's cookie, and whether the request comes from a page of ours. */
@ApplicationScoped
public class CurrentSession {
    private static final String FORM_LOST = "We couldn't find your session. You may have pressed the back button,"
            + " refreshed the page, opened too many sign-in dialogs, or there is some issue with cookies."
            + " Try signing in again. If the issue persists, contact your administrator.";

    private final Sessions sessions;
    private final HttpHeaders headers;

    CurrentSession(Sessions sessions, HttpHeaders headers) {
        this.sessions = sessions;
        this.headers = headers;
    }

    /** @param secret of the cookie: forms are bound to it */
    record Open(Session session, SessionSecret secret) {}

    /** What the session cookie holds, whether or not there is such a session. */
    public Optional<SessionSecret> secret() {
        return SessionSecret.of(value(Cookies.SESSION));
    }

    /** What the sign-in form's cookie holds. */
    public Optional<SessionSecret> formSecret() {
        return SessionSecret.of(value(Cookies.FORM));
    }

    /** What ties links that are mailed to this browser. */
    public Optional<SessionSecret> linkSecret() {
        return SessionSecret.of(value(Cookies.LINK));
    }

    /** Refuses a form that is not of this browser, or was made up by somebody else (R-SSO-10). */
    public void requireOwnForm(@Nullable String formToken) {
        requireOwnPage();
        if (formSecret().filter(secret -> secret.madeFormToken(formToken)).isEmpty()) {
            throw Refusal.REQUEST_MALFORMED.because(FORM_LOST);
        }
    }

    Optional<Open> find() {
        return secret().flatMap(secret -> sessions.find(secret).map(session -> new Open(session, secret)));
    }

    /** Who is signed in with the request's cookie, checked now; empty when nobody is. */
    public Optional<SignedIn> signedIn() {
        return find().map(Open::session).map(SignedIn::of);
    }

    /** As {@link #signedIn}; refused as SESSION_ENDED. */
    public SignedIn requireSignedIn() {
        return SignedIn.of(require().session());
    }

    Open require() {
        return find().orElseThrow(() ->
                Refusal.SESSION_ENDED.because(endedBecause().orElse("You are not signed in, or not any more.")));
    }

    /** The sentence for a session that somebody else than its person ended. */
    Optional<String> endedBecause() {
        return secret().flatMap(sessions::endedBecause).map(Why::sentence);
    }

    /**
     * Refuses what another site or another port made the browser send. Browsers say so themselves (Fetch Metadata, W3C), and a page cannot
     * forge it; programs that are no browser send nothing.
     */
    public void requireOwnPage() {
        if (isFromElsewhere()) {
            throw Refusal.REQUEST_MALFORMED.because("This can only be asked for from a page of Rollcall itself.");
        }
    }

    /** Whether another site's page sent the browser here; browsers that do not say are believed to come from ours. */
    public boolean isFromElsewhere() {
        String site = headers.getHeaderString("Sec-Fetch-Site");
        return site != null && !site.equals("same-origin") && !site.equals("none");
    }

    private @Nullable String value(String name) {
        Cookie cookie = headers.getCookies().get(name);
        return cookie == null ? null : cookie.getValue();
    }
}
