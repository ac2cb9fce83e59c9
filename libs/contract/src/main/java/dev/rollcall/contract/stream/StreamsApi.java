package dev.rollcall.contract.stream;

import dev.rollcall.contract.event.CloudEvent;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** What every service with an outbox answers to consumers that miss events, and to audit-service once it has sealed them. */
@Path("/internal/v1/streams")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public interface StreamsApi {

    /** Most events one answer carries; the caller asks again from where it ended. */
    int PAGE_MAX = 500;

    /**
     * Events {@code from} to {@code to} (both included, from 1) of one stream, in order, at most {@link #PAGE_MAX}.
     *
     * @param key {@link dev.rollcall.contract.event.StreamKey#key()}
     */
    @GET
    @Path("/{key}/events")
    List<CloudEvent> listEvents(
            @PathParam("key") String key, @QueryParam("from") @DefaultValue("1") long from, @QueryParam("to") long to);

    /** Everything up to {@code sequence} of {@code source} is sealed in the audit log and may be forgotten after its time. */
    @POST
    @Path("/watermarks")
    void acceptWatermarks(List<Watermark> watermarks);

    record Watermark(String source, long sequence) {}
}
