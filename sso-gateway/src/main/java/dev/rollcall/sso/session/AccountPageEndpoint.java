package dev.rollcall.sso.session;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.sso.session.CurrentSession.Open;
import dev.rollcall.sso.session.Pages.Account;
import dev.rollcall.sso.session.Pages.Browser;
import dev.rollcall.sso.session.Pages.Templates;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Who am I, and where am I signed in. */
@Path("/account")
public class AccountPageEndpoint {
    private final CurrentSession current;
    private final Sessions sessions;

    AccountPageEndpoint(CurrentSession current, Sessions sessions) {
        this.current = current;
        this.sessions = sessions;
    }

    @GET
    public Response show() {
        Optional<Open> open = current.find();
        if (open.isEmpty()) {
            return Pages.redirect("/").cookie(Cookies.gone(Cookies.SESSION)).build();
        }
        Session own = open.get().session();
        var browsers = sessions.list(own.accountId()).stream()
                .map(session -> Browser.of(session, own.id()))
                .toList();
        Account page = new Account(
                open.get().secret().formToken(), own.name(), own.platform(), Pages.time(own.expiresAt()), browsers);
        return Pages.html(200, Templates.account(page)).build();
    }

    @POST
    @Path("/revoke")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response revoke(@RestForm @Nullable String formToken, @RestForm @Nullable String session) {
        current.requireOwnPage();
        Open open = current.require();
        if (!open.secret().madeFormToken(formToken)) {
            throw Refusal.REQUEST_MALFORMED.because("This page is out of date: open your account page again.");
        }
        sessions.revoke(open.session().accountId(), SessionsEndpoint.requireId(session == null ? "" : session));
        return Pages.redirect("/account").build();
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
