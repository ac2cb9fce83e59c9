package dev.rollcall.sso.flow;

import dev.rollcall.sso.identity.ProvenIdentity.Protocol;
import dev.rollcall.sso.session.Cookies;
import dev.rollcall.sso.session.SessionSecret;
import dev.rollcall.sso.signin.Attempt.Channel;
import dev.rollcall.sso.signin.Attempts;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads which browser the current request comes from. */
@ApplicationScoped
class Browsers {
    private final HttpServerRequest request;
    private final Attempts attempts;

    Browsers(HttpServerRequest request, Attempts attempts) {
        this.request = request;
        this.attempts = attempts;
    }

    Browser current() {
        return new Browser(
                attempts.current(Channel.BROWSER),
                SessionSecret.of(cookie(Cookies.SESSION)),
                secret(cookieName(Protocol.SAML)),
                secret(cookieName(Protocol.OIDC)));
    }

    /** The undecoded query of the current request; empty when it has none. Signatures are over it. */
    String rawQuery() {
        String query = request.query();
        return query == null ? "" : query;
    }

    static String cookieName(Protocol protocol) {
        return switch (protocol) {
            case SAML -> "__Host-rollcall-saml";
            case OIDC -> "__Host-rollcall-oidc";
        };
    }

    private @Nullable String secret(String name) {
        return SessionSecret.of(cookie(name)).map(SessionSecret::value).orElse(null);
    }

    /** Two of one name are none: which of them is meant would be a matter of taste. */
    private @Nullable String cookie(String name) {
        var all = request.cookies(name);
        Optional<Cookie> one = all.size() == 1 ? all.stream().findFirst() : Optional.empty();
        return one.map(Cookie::getValue).orElse(null);
    }
}
