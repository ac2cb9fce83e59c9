package dev.rollcall.sso.flow;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refusal.Kind;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.sso.session.Pages;
import dev.rollcall.sso.signin.FlowLimits;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What OpenID providers know of us, per connection. */
@Path("/oidc/{connection}")
public class OidcEndpoint {
    /** A logout token has one or two thousand characters. */
    private static final int FORM_MAX = 64 << 10;

    private final OidcAnswers answers;
    private final OidcLogoutOrders logouts;
    private final Browsers browsers;
    private final FlowLimits limits;

    OidcEndpoint(OidcAnswers answers, OidcLogoutOrders logouts, Browsers browsers, FlowLimits limits) {
        this.answers = answers;
        this.logouts = logouts;
        this.browsers = browsers;
        this.limits = limits;
    }

    /** The redirection endpoint (OIDC Core §3.1.2.5). */
    @GET
    @Path("/callback")
    public Response callback(@PathParam("connection") String connection, @Context UriInfo address) {
        Map<String, List<String>> parameters = new TreeMap<>(address.getQueryParameters());
        return SignInStartEndpoint.show(
                answers.answer(SignInStartEndpoint.requireId(connection), parameters, browsers.current()));
    }

    /** OIDC Back-Channel Logout 1.0 §2.5 and §2.8: 400 when it was not carried out, and nobody keeps the answer. */
    @POST
    @Path("/backchannel-logout")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response logout(@PathParam("connection") String connection, InputStream body) {
        try {
            limits.require(browsers.current().attempt());
            String token = FormBody.read(body, FORM_MAX).field("logout_token");
            Optional<String> objection = token == null
                    ? Optional.of("logout_token_missing")
                    : logouts.carryOut(SignInStartEndpoint.requireId(connection), token);
            return objection
                    .map(OidcEndpoint::malformed)
                    .orElseGet(() -> Response.ok())
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .build();
        } catch (Refused refused) {
            boolean ours = refused.refusal().kind() == Kind.UNAVAILABLE;
            String check = refused.refusal() == Refusal.CONNECTION_UNKNOWN ? "connection_unknown" : refused.detail();
            return (ours ? Response.status(Kind.UNAVAILABLE.status()) : malformed(check))
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .build();
        }
    }

    private static Response.ResponseBuilder malformed(String check) {
        return Response.status(Response.Status.BAD_REQUEST)
                .type(MediaType.APPLICATION_JSON)
                .entity(Map.of("error", "invalid_request", "error_description", check));
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
