package dev.rollcall.sso.flow;

import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.sso.session.Pages;
import dev.rollcall.sso.signin.FlowLimits;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.UUID;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What SAML identity providers know of us, per connection. */
@Path("/saml/{connection}")
public class SamlEndpoint {
    /** A Response of 256 KiB in Base64, percent-encoded, and RelayState. */
    static final int FORM_MAX = 360 << 10;

    private final SamlAnswers answers;
    private final SamlLogoutOrders logouts;
    private final SamlDocuments documents;
    private final Browsers browsers;
    private final FlowLimits limits;

    SamlEndpoint(
            SamlAnswers answers,
            SamlLogoutOrders logouts,
            SamlDocuments documents,
            Browsers browsers,
            FlowLimits limits) {
        this.answers = answers;
        this.logouts = logouts;
        this.documents = documents;
        this.browsers = browsers;
        this.limits = limits;
    }

    /** The assertion consumer service (SAML profiles §4.1.4.2), by the POST binding alone. */
    @POST
    @Path("/acs")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response acs(@PathParam("connection") String connection, InputStream body) {
        Browser browser = browsers.current();
        limits.require(browser.attempt()); // before a large body is read
        UUID id = SignInStartEndpoint.requireId(connection);
        FormBody form = FormBody.read(body, FORM_MAX);
        return SignInStartEndpoint.show(
                answers.answer(id, form.field("SAMLResponse"), form.field("RelayState"), browser));
    }

    /** What to upload at the identity provider; also the address that our entity ID is. */
    @GET
    @Path("/metadata")
    @Produces("application/samlmetadata+xml")
    public String metadata(@PathParam("connection") String connection) {
        limits.require(browsers.current().attempt());
        return documents.metadata(SignInStartEndpoint.requireId(connection));
    }

    /** The single logout service (SAML profiles §4.4), by the redirect binding. */
    @GET
    @Path("/slo")
    public Response logout(@PathParam("connection") String connection) {
        limits.require(browsers.current().attempt());
        return switch (logouts.carryOut(SignInStartEndpoint.requireId(connection), browsers.rawQuery())) {
            case SamlLogoutOrders.Done.Back back ->
                Pages.redirect(back.address()).build();
            case SamlLogoutOrders.Done.Here ignored ->
                Pages.html(200, FlowPages.signedOut()).build();
            case SamlLogoutOrders.Done.Refused no ->
                Pages.html(no.page().status(), FlowPages.denied(no.page())).build();
        };
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
