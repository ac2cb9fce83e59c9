package dev.rollcall.sso.link;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.mail.Mails;
import dev.rollcall.sso.link.LinkPages.Confirmation;
import dev.rollcall.sso.link.LinkPages.Sent;
import dev.rollcall.sso.link.LinkSignIns.Arrival;
import dev.rollcall.sso.owner.OwnerRules;
import dev.rollcall.sso.secret.Sha256;
import dev.rollcall.sso.session.Cookies;
import dev.rollcall.sso.session.CurrentSession;
import dev.rollcall.sso.session.MemberSessions;
import dev.rollcall.sso.session.Pages;
import dev.rollcall.sso.session.SessionSecret;
import dev.rollcall.sso.signin.Attempt;
import dev.rollcall.sso.signin.Attempt.Channel;
import dev.rollcall.sso.signin.AttemptLimits;
import dev.rollcall.sso.signin.Attempts;
import dev.rollcall.sso.signin.FlowLimits;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Signing in by a link that is mailed. Asking is answered alike for every address. */
@Path("/sign-in/link")
public class LinkEndpoint {
    private static final int FORBIDDEN = 403;

    private final CurrentSession current;
    private final EmailLinks links;
    private final LinkPosting posting;
    private final LinkSignIns signIns;
    private final Mails mails;
    private final AttemptLimits limits;
    private final FlowLimits flows;
    private final Attempts attempts;

    LinkEndpoint(
            CurrentSession current,
            EmailLinks links,
            LinkPosting posting,
            LinkSignIns signIns,
            Mails mails,
            AttemptLimits limits,
            FlowLimits flows,
            Attempts attempts) {
        this.current = current;
        this.links = links;
        this.posting = posting;
        this.signIns = signIns;
        this.mails = mails;
        this.limits = limits;
        this.flows = flows;
        this.attempts = attempts;
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response ask(@RestForm @Nullable String formToken, @RestForm @Nullable String identifier) {
        current.requireOwnForm(formToken);
        String email = requireEmail(identifier);
        if (!mails.configured()) {
            throw Refusal.UNAVAILABLE.because("This installation sends no mail. Contact your administrator.");
        }
        Attempt attempt = attempts.current(Channel.BROWSER);
        if (!limits.allowLink(attempt.address())) {
            throw Refusal.RATE_LIMITED.because("Too many links are asked for from your network; wait a minute.");
        }
        SessionSecret browser = current.linkSecret().orElseGet(SessionSecret::fresh);
        links.ask(email, browser);
        posting.wake();
        return Pages.html(200, LinkPages.sent(new Sent(email, EmailLink.LIFETIME.toMinutes())))
                .cookie(Cookies.link(browser, EmailLink.LIFETIME))
                .build();
    }

    /** Only shows: mail scanners open links, and what they open must still be good afterwards. */
    @GET
    public Response show(@QueryParam("token") @Nullable String token) {
        flows.require(attempts.current(Channel.BROWSER));
        String secret = requireSecret(token);
        EmailLink link = links.find(secret).orElseThrow(LinkSignIns::unknown);
        boolean elsewhere = current.linkSecret()
                .filter(browser -> Sha256.same(browser.sha256(), link.browserSha256()))
                .isEmpty();
        SessionSecret bound = current.formSecret().orElseGet(SessionSecret::fresh);
        return Pages.html(200, LinkPages.confirm(new Confirmation(bound.formToken(), secret, link.email(), elsewhere)))
                .cookie(Cookies.form(bound))
                .build();
    }

    @POST
    @Path("confirm")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response confirm(@RestForm @Nullable String formToken, @RestForm @Nullable String token) {
        current.requireOwnForm(formToken);
        Attempt attempt = attempts.current(Channel.BROWSER);
        flows.require(attempt);
        return switch (signIns.arrive(requireSecret(token), attempt, current.secret())) {
            case Arrival.In in ->
                Pages.redirect("/account")
                        .cookie(
                                Cookies.session(in.session(), MemberSessions.LINK_LIFETIME),
                                Cookies.gone(Cookies.FORM),
                                Cookies.gone(Cookies.LINK))
                        .build();
            case Arrival.Out out -> Pages.html(FORBIDDEN, LinkPages.denied(out)).build();
        };
    }

    private static String requireEmail(@Nullable String typed) {
        if (typed == null || typed.isBlank() || typed.length() > OwnerRules.IDENTIFIER_MAX) {
            throw Refusal.VALUE_INVALID.because("Fill in your e-mail.");
        }
        String email = OwnerRules.normalized(typed);
        if (email.chars().anyMatch(Character::isISOControl)) {
            throw Refusal.VALUE_INVALID.because("Fill in your e-mail.");
        }
        return email;
    }

    private static String requireSecret(@Nullable String token) {
        return SessionSecret.of(token).map(SessionSecret::value).orElseThrow(LinkSignIns::unknown);
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
