package dev.rollcall.sso.flow;

import dev.rollcall.contract.account.AccountsApi.MemberStanding;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.contract.signin.SignInConnection;
import dev.rollcall.kit.Standings;
import dev.rollcall.sso.flow.FlowStarts.Start;
import dev.rollcall.sso.identity.ProvenIdentity.Protocol;
import dev.rollcall.sso.session.Cookies;
import dev.rollcall.sso.session.CurrentSession;
import dev.rollcall.sso.session.Pages;
import dev.rollcall.sso.session.SignedIn;
import dev.rollcall.sso.trace.TestResult;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Sends browsers to identity providers. By GET: Chromium applies our {@code form-action 'self'} to what a form is redirected to, too. */
@Path("/")
public class SignInStartEndpoint {
    /** RFC 5321 §4.5.3.1.3, and room for what people paste around it. */
    private static final int EMAIL_MAX = 320;

    private final FlowStarts starts;
    private final Browsers browsers;
    private final CurrentSession session;
    private final Standings standings;

    SignInStartEndpoint(FlowStarts starts, Browsers browsers, CurrentSession session, Standings standings) {
        this.starts = starts;
        this.browsers = browsers;
        this.session = session;
        this.standings = standings;
    }

    /**
     * Begun by a link of another site, it could end in that site's own account without anybody noticing (login CSRF): there the person begins
     * at the sign-in page.
     *
     * @param email as it was typed, if it was; its domain must be one of the connection's
     */
    @GET
    @Path("/sign-in/sso")
    public Response start(
            @QueryParam("connection") @Nullable String connection, @QueryParam("email") @Nullable String email) {
        if (session.isFromElsewhere()) {
            return Pages.redirect("/").build();
        }
        String typed = email == null || email.isBlank() || email.length() > EMAIL_MAX ? null : email.strip();
        return show(starts.start(requireId(connection), typed, browsers.current()));
    }

    /** R-SSO-17: for owners of everything that the connection reaches. */
    @GET
    @Path("/sign-in/test")
    public Response test(@QueryParam("connection") @Nullable String connection) {
        session.requireOwnPage();
        SignedIn owner = session.signedIn()
                .orElseThrow(() -> Refusal.SESSION_ENDED.because("Sign in as an owner first, in this browser."));
        Browser browser = browsers.current();
        SignInConnection wanted = starts.requireConnection(requireId(connection), browser);
        if (!owns(owner, wanted)) {
            throw connectionUnknown(); // and not more, to somebody else's owner
        }
        return show(starts.test(wanted, browser));
    }

    private boolean owns(SignedIn person, SignInConnection connection) {
        return person.platform()
                || connection.organizations().stream()
                        .allMatch(organization -> person.grants().stream()
                                .filter(grant -> grant.organizationId().equals(organization))
                                .anyMatch(grant -> isOwner(grant.memberId())));
    }

    /** As things are now, not as they were at sign-in. */
    private boolean isOwner(UUID member) {
        MemberStanding standing = standings.standing(member);
        return standing.active() && "owner".equals(standing.role());
    }

    private static Response show(Start start) {
        return switch (start) {
            case Start.Away away ->
                Pages.redirect(away.address())
                        .cookie(cookie(away.protocol(), away.browserSecret()))
                        .build();
            case Start.Failed failed -> show(failed.ending());
        };
    }

    static Response show(Ending ending) {
        return switch (ending) {
            case Ending.In in ->
                Pages.redirect(in.path())
                        .cookie(Cookies.session(in.session(), in.lifetime()))
                        .build();
            case Ending.Out out ->
                Pages.html(out.status(), FlowPages.denied(out)).build();
            case Ending.Tried tried ->
                Pages.html(200, TestResult.page(tried.trace())).build();
        };
    }

    /** SAML's answer is posted by the identity provider's page, and only a cookie with SameSite=None comes along with that. */
    private static NewCookie cookie(Protocol protocol, String secret) {
        return new NewCookie.Builder(Browsers.cookieName(protocol))
                .value(secret)
                .path("/")
                .secure(true)
                .httpOnly(true)
                .sameSite(
                        switch (protocol) {
                            case SAML -> NewCookie.SameSite.NONE;
                            case OIDC -> NewCookie.SameSite.LAX;
                        })
                .maxAge((int) LoginRequest.LIFETIME.toSeconds())
                .build();
    }

    static UUID requireId(@Nullable String connection) {
        try {
            return UUID.fromString(connection == null ? "" : connection);
        } catch (IllegalArgumentException e) {
            throw connectionUnknown();
        }
    }

    private static Refused connectionUnknown() {
        return Refusal.CONNECTION_UNKNOWN.because("There is no such connection.");
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
