package dev.rollcall.sso.link;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.kit.AccessCheck;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What became of a link that was asked for. For the break-glass owner alone: an address that is nobody's belongs to no organization. */
@Path("/v2/email-links/{trace}")
@Produces(MediaType.APPLICATION_JSON)
public class LinkTraceEndpoint {
    private static final int TRACE_MAX = 64;

    private final AccessCheck access;
    private final EmailLinks links;

    LinkTraceEndpoint(AccessCheck access, EmailLinks links) {
        this.access = access;
        this.links = links;
    }

    /** @param trace the four words that the person was shown */
    @GET
    public LinkTrace show(@PathParam("trace") String trace) {
        access.requirePlatform();
        return java.util.Optional.of(trace)
                .filter(text -> text.length() <= TRACE_MAX)
                .flatMap(links::trace)
                .orElseThrow(
                        () -> Refusal.TRACE_UNKNOWN.because("There is no such trace, or it is older than 7 days."));
    }
}
