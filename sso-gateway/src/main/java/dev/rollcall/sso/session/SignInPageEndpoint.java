package dev.rollcall.sso.session;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.contract.signin.SignInConnectionsApi.Choices;
import dev.rollcall.kit.Trace;
import dev.rollcall.sso.neighbour.Membership;
import dev.rollcall.sso.owner.OwnerRules;
import dev.rollcall.sso.owner.OwnerSignIns;
import dev.rollcall.sso.session.Pages.SignIn;
import dev.rollcall.sso.session.Pages.Templates;
import dev.rollcall.sso.session.Pages.Way;
import dev.rollcall.sso.session.Pages.Ways;
import dev.rollcall.sso.signin.Attempt;
import dev.rollcall.sso.signin.Attempt.Channel;
import dev.rollcall.sso.signin.Attempts;
import dev.rollcall.sso.signin.FlowLimits;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/**
 * The sign-in page: the e-mail first, then the ways that its domain has. Whether an address is the break-glass owner's, or anybody's, shows
 * nowhere: everybody is offered the same. It leads to the account page and nowhere else: there is no "return to" that somebody could bend.
 */
@Path("/")
public class SignInPageEndpoint {
    private final CurrentSession current;
    private final Sessions sessions;
    private final OwnerSignIns owners;
    private final Membership membership;
    private final FlowLimits limits;
    private final Attempts attempts;

    SignInPageEndpoint(
            CurrentSession current,
            Sessions sessions,
            OwnerSignIns owners,
            Membership membership,
            FlowLimits limits,
            Attempts attempts) {
        this.current = current;
        this.sessions = sessions;
        this.owners = owners;
        this.membership = membership;
        this.limits = limits;
        this.attempts = attempts;
    }

    /** @param email to be filled in, as the link of an invitation has it */
    @GET
    public Response show(@QueryParam("email") @Nullable String email) {
        String known = email == null || email.length() > OwnerRules.IDENTIFIER_MAX ? "" : email.strip();
        return current.find().isPresent()
                ? Pages.redirect("/account").build()
                : form(200, Templates::signIn, known, null);
    }

    /** R-SSO-11: the ways that this address has; a link by mail where it has none, or may have it besides (R-SSO-12). */
    @POST
    @Path("sign-in/email")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response ways(@RestForm @Nullable String formToken, @RestForm @Nullable String identifier) {
        String typed = identifier == null ? "" : identifier;
        try {
            current.requireOwnForm(formToken);
            String email = OwnerRules.normalized(bounded(typed, OwnerRules.IDENTIFIER_MAX));
            limits.require(attempts.current(Channel.BROWSER));
            Choices choices = membership.choices(email);
            return choices.choices().isEmpty() ? form(200, Templates::link, email, null) : ways(email, choices);
        } catch (Refused refused) {
            return refused(refused, Templates::signIn, typed);
        }
    }

    /** For the break-glass owner whose domain has other ways. */
    @GET
    @Path("sign-in/password")
    public Response password() {
        return form(200, Templates::password, "", null);
    }

    private Response ways(String email, Choices choices) {
        SessionSecret bound = current.formSecret().orElseGet(SessionSecret::fresh);
        return Pages.html(200, Templates.ways(ways(email, choices, bound.formToken())))
                .cookie(Cookies.form(bound))
                .build();
    }

    private static Ways ways(String email, Choices choices, String formToken) {
        List<Way> ways = choices.choices().stream()
                .map(choice -> new Way(
                        choice.name(),
                        choice.organization(),
                        "/sign-in/sso?connection=" + choice.connection() + "&email="
                                + URLEncoder.encode(email, StandardCharsets.UTF_8)))
                .toList();
        return new Ways(formToken, email, ways, choices.enforced());
    }

    @POST
    @Path("sign-in")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response signIn(
            @RestForm @Nullable String formToken,
            @RestForm @Nullable String identifier,
            @RestForm @Nullable String secret) {
        String typed = identifier == null ? "" : identifier;
        try {
            current.requireOwnForm(formToken);
            return signedIn(bounded(typed, OwnerRules.IDENTIFIER_MAX), bounded(secret, OwnerRules.SECRET_MAX));
        } catch (Refused refused) {
            return refused(refused, Templates::password, typed);
        }
    }

    private Response refused(Refused refused, Function<SignIn, TemplateInstance> page, String typed) {
        boolean tooLong = typed.length() > OwnerRules.IDENTIFIER_MAX;
        return form(refused.refusal().kind().status(), page, tooLong ? "" : typed, refused);
    }

    private Response signedIn(String identifier, String secret) {
        Attempt attempt = attempts.current(Channel.BROWSER);
        var owner = owners.requireOwner(identifier, secret, attempt);
        SessionSecret opened = sessions.open(owner, attempt, current.secret());
        return Pages.redirect("/account")
                .cookie(Cookies.session(opened, Sessions.LIFETIME), Cookies.gone(Cookies.FORM))
                .build();
    }

    private static String bounded(@Nullable String text, int lengthMax) {
        if (text == null || text.isBlank() || text.length() > lengthMax) {
            throw Refusal.VALUE_INVALID.because("Fill in your e-mail and, where it is asked for, your password.");
        }
        return text;
    }

    private Response form(
            int status, Function<SignIn, TemplateInstance> template, String identifier, @Nullable Refused refused) {
        SessionSecret bound = current.formSecret().orElseGet(SessionSecret::fresh);
        String problem = refused == null ? null : refused.detail();
        String traceId = refused == null ? null : Trace.current().traceId();
        SignIn page = new SignIn(bound.formToken(), identifier, problem, traceId);
        return Pages.html(status, template.apply(page))
                .cookie(Cookies.form(bound))
                .build();
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
