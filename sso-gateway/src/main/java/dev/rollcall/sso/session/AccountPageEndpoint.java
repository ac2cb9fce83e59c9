package dev.rollcall.sso.session;

import dev.rollcall.contract.account.AccountsApi.HeldMembership;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.sso.neighbour.Membership;
import dev.rollcall.sso.session.CurrentSession.Open;
import dev.rollcall.sso.session.Pages.Account;
import dev.rollcall.sso.session.Pages.Browser;
import dev.rollcall.sso.session.Pages.Joined;
import dev.rollcall.sso.session.Pages.Templates;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Who am I, and where am I signed in. */
@Path("/account")
public class AccountPageEndpoint {
    private final CurrentSession current;
    private final Sessions sessions;
    private final Membership membership;

    AccountPageEndpoint(CurrentSession current, Sessions sessions, Membership membership) {
        this.current = current;
        this.sessions = sessions;
        this.membership = membership;
    }

    @GET
    public Response show() {
        Optional<Open> open = current.find();
        if (open.isEmpty()) {
            var answer = current.endedBecause()
                    .map(because -> Pages.problem(401, "You were signed out", because))
                    .orElseGet(() -> Pages.redirect("/"));
            return answer.cookie(Cookies.gone(Cookies.SESSION)).build();
        }
        Session own = open.get().session();
        var browsers = sessions.list(own.accountId(), own.platform()).stream()
                .map(session -> Browser.of(session, own.id()))
                .toList();
        Account page = new Account(
                open.get().secret().formToken(),
                own.name(),
                own.platform(),
                Pages.time(own.expiresAt()),
                memberships(own),
                browsers);
        return Pages.html(200, Templates.account(page)).build();
    }

    /** Null when they cannot be found out: the page has more to show. */
    private @Nullable List<Joined> memberships(Session own) {
        if (own.platform()) {
            return List.of();
        }
        Set<UUID> reached = own.live().stream().map(HeldGrant::memberId).collect(Collectors.toSet());
        try {
            return membership.listMemberships(own.accountId()).stream()
                    .filter(HeldMembership::active)
                    .map(each -> Joined.of(each, reached.contains(each.memberId())))
                    .toList();
        } catch (Refused unavailable) {
            return null;
        }
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
        Session own = open.session();
        sessions.revoke(own.accountId(), own.platform(), SessionsEndpoint.requireId(session == null ? "" : session));
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
