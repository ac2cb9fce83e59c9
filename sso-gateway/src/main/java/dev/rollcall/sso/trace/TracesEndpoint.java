package dev.rollcall.sso.trace;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.kit.Caller;
import dev.rollcall.sso.trace.TraceQuery.Place;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened when people signed in, for the owners of the connection (R-TRB-1). */
@Path("/v2/traces")
@Produces(MediaType.APPLICATION_JSON)
public class TracesEndpoint {
    private final TraceAccess access;
    private final TraceQueries traces;

    TracesEndpoint(TraceAccess access, TraceQueries traces) {
        this.access = access;
        this.traces = traces;
    }

    record Page(List<StoredTrace> traces, @Nullable String next) {}

    /** Without their steps; failures first, then the newest. */
    @GET
    public Response list(
            @QueryParam("connection") @Nullable String connection,
            @QueryParam("code") @Nullable String code,
            @QueryParam("outcome") @Nullable String outcome,
            @QueryParam("q") @Nullable String q,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("page_size") @Nullable String pageSize,
            @Context UriInfo uri) {
        Caller caller = access.caller();
        TraceQuery query = TraceQuery.of(connection, code, outcome, q, cursor, pageSize);
        access.requireOwner(caller, query.connectionId());
        List<StoredTrace> found = traces.list(query);
        if (found.size() <= query.size()) {
            return Response.ok(new Page(found, null)).build();
        }
        List<StoredTrace> shown = found.subList(0, query.size());
        StoredTrace last = shown.getLast();
        String next = new Place(last.failed(), last.id()).cursor();
        String link = uri.getRequestUriBuilder()
                .replaceQueryParam("cursor", next)
                .build()
                .toString();
        return Response.ok(new Page(shown, next))
                .header("Link", "<" + link + ">; rel=\"next\"")
                .build();
    }

    /** @param trace the mnemonic that the person was shown, or the flow's id */
    @GET
    @Path("/{trace}")
    public StoredTrace show(@PathParam("trace") String trace) {
        Caller caller = access.caller();
        return TraceQuery.id(trace).map(traces::withId).orElseGet(() -> named(trace)).stream()
                .filter(found -> access.reaches(caller, found.connectionId()))
                .findFirst()
                .orElseThrow(
                        () -> Refusal.TRACE_UNKNOWN.because("There is no such trace, or it is older than 90 days."));
    }

    private List<StoredTrace> named(String text) {
        String mnemonic = TraceQuery.spelled(text);
        return Mnemonics.looksLikeOne(mnemonic) ? traces.named(mnemonic) : List.of();
    }
}
