package dev.rollcall.sso.session;

import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.sso.session.Pages.SignedOut;
import dev.rollcall.sso.session.Pages.Templates;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/**
 * Signs this browser out, and says what that does not do: the identity provider keeps a session of its own. A link leads there where it has a
 * logout; a redirect from here would be a form's that leaves this site, which the pages' policy forbids.
 */
@Path("/sign-out")
public class SignOutEndpoint {
    private static final Logger LOG = Logger.getLogger(SignOutEndpoint.class);

    private final CurrentSession current;
    private final Sessions sessions;
    private final Instance<IdpSignOut> idps;

    SignOutEndpoint(CurrentSession current, Sessions sessions, @Any Instance<IdpSignOut> idps) {
        this.current = current;
        this.sessions = sessions;
        this.idps = idps;
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response signOut(@RestForm @Nullable String formToken) {
        current.requireOwnPage();
        Optional<IdpSession> idp = current.secret()
                .filter(secret -> secret.madeFormToken(formToken))
                .flatMap(sessions::end)
                .map(Session::idp);
        var answer = idp.isEmpty()
                ? Pages.redirect("/")
                : Pages.html(200, Templates.signedOut(new SignedOut(address(idp.get()))));
        return answer.cookie(Cookies.gone(Cookies.SESSION)).build();
    }

    /** Null when there is none, also because the connection cannot be read now: the person is signed out here all the same. */
    private @Nullable String address(IdpSession ended) {
        try {
            return idps.stream()
                    .flatMap(each -> each.address(ended).stream())
                    .findFirst()
                    .map(URI::toString)
                    .orElse(null);
        } catch (RuntimeException e) {
            LOG.warnf("The logout address of connection %s could not be found: %s", ended.connectionId(), e);
            return null;
        }
    }

    @ServerExceptionMapper
    public Response refused(Refused refused) {
        return Pages.refused(refused);
    }

    @ServerExceptionMapper
    public Response failed(RuntimeException failure) {
        return Pages.failed(failure);
    }
}
