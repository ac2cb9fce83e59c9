package dev.rollcall.sso.session;

import dev.rollcall.contract.account.AccountsApi.HeldMembership;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.kit.Trace;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.web.handler.HttpException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The pages, and what a browser is shown when something is refused or broken. Plain HTML: Qute escapes every value. */
public final class Pages {
    private static final Logger LOG = Logger.getLogger(Pages.class);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "d MMM uuuu, HH:mm 'UTC'", java.util.Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu", java.util.Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private Pages() {}

    /**
     * @param problem why the last attempt did not work; null at first
     * @param traceId null without a problem
     */
    record SignIn(
            String formToken,
            String identifier,
            @Nullable String problem,
            @Nullable String traceId) {}

    /**
     * Where somebody with that address can sign in.
     *
     * @param enforced whether one of these ways is the only one for the address's domain
     */
    record Ways(String formToken, String email, List<Way> ways, boolean enforced) {}

    /** @param address of ours, for a link: what a form is redirected to, our Content-Security-Policy would stop */
    record Way(String name, String organization, String address) {}

    /** @param memberships null when they cannot be found out at this moment */
    record Account(
            String formToken,
            String name,
            boolean platform,
            String until,
            @Nullable List<Joined> memberships,
            List<Browser> browsers) {}

    record Browser(UUID id, String userAgent, String address, String since, String lastSeen, boolean current) {
        static Browser of(Session session, UUID asking) {
            return new Browser(
                    session.id(),
                    session.userAgent().isEmpty() ? "Unnamed browser" : session.userAgent(),
                    session.address(),
                    time(session.createdAt()),
                    time(session.lastSeenAt()),
                    session.id().equals(asking));
        }
    }

    /**
     * One membership of the person.
     *
     * @param reached whether this session is good for it
     * @param teams names, joined; empty when there are none
     */
    record Joined(String organization, String role, String since, String teams, boolean reached) {
        static Joined of(HeldMembership membership, boolean reached) {
            return new Joined(
                    membership.displayName(),
                    membership.role(),
                    DAY.format(membership.since()),
                    String.join(", ", membership.teams()),
                    reached);
        }
    }

    /** @param idpAddress where the person can sign out at their identity provider; null when nowhere */
    record SignedOut(@Nullable String idpAddress) {}

    record Problem(String title, String detail, String traceId) {}

    @CheckedTemplate(basePath = "sso", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class Templates {
        private Templates() {}

        static native TemplateInstance signIn(SignIn page);

        static native TemplateInstance password(SignIn page);

        static native TemplateInstance link(SignIn page);

        static native TemplateInstance ways(Ways page);

        static native TemplateInstance account(Account page);

        static native TemplateInstance signedOut(SignedOut page);

        static native TemplateInstance problem(Problem page);
    }

    public static String time(Instant instant) {
        return TIME.format(instant);
    }

    public static Response.ResponseBuilder html(int status, TemplateInstance page) {
        return Response.status(status)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .entity(page.render());
    }

    /** To another page of ours. The header is written as it is: a builder would complete it with the Host that the client claimed. */
    public static Response.ResponseBuilder redirect(String path) {
        return Response.status(Response.Status.SEE_OTHER).header(HttpHeaders.LOCATION, path);
    }

    /** A page that says what is the matter, with the request's trace id. */
    public static Response.ResponseBuilder problem(int status, String title, String detail) {
        return html(
                status,
                Templates.problem(new Problem(title, detail, Trace.current().traceId())));
    }

    public static Response refused(Refused refused) {
        return problem(refused.refusal().kind().status(), "That did not work", refused.detail())
                .build();
    }

    public static Response failed(RuntimeException failure) {
        if (failure instanceof WebApplicationException framework) {
            return framework.getResponse();
        }
        if (failure instanceof HttpException bad && bad.getStatusCode() < 500) {
            return refused(Refusal.REQUEST_MALFORMED.because("The address is not encoded as addresses are."));
        }
        String traceId = Trace.current().traceId();
        if (DatabaseAway.caused(failure)) {
            LOG.errorf("Page of request %s failed, the database is away: %s", traceId, failure);
            return refused(
                    Refusal.UNAVAILABLE.because("We cannot sign you in at the moment. Try again in a few minutes."));
        }
        LOG.errorf(failure, "Page of request %s failed", traceId);
        return problem(500, "Something broke on our side", "Try again in a moment.")
                .build();
    }
}
