package dev.rollcall.audit.query;

import dev.rollcall.audit.query.LogQuery.Start;
import dev.rollcall.contract.event.EventType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The public audit API. */
@Path("/v2/auditlogs/{organization}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AuditLogEndpoint {
    private final Readers readers;
    private final Entries entries;

    AuditLogEndpoint(Readers readers, Entries entries) {
        this.readers = readers;
        this.entries = entries;
    }

    @GET
    public Response list(@PathParam("organization") String organization, @Context UriInfo uri) {
        Readers.Readable log = readers.require(organization);
        LogQuery query = QueryRules.read(uri.getQueryParameters());
        boolean aboutTheOrganization = query.name() != null && log.isNamed(query.name());
        LogPage page = page(log, query, entries.list(log.scope(), query, aboutTheOrganization));
        Response.ResponseBuilder answer = Response.ok(page);
        if (page.next() != null) {
            answer.link(following(uri, page.next()), "next");
        }
        return answer.build();
    }

    @GET
    @Path("/actions")
    public ActionsView actions(@PathParam("organization") String organization) {
        return ActionsView.of(readers.require(organization).platform());
    }

    private static LogPage page(Readers.Readable log, LogQuery query, List<KeptEntry> found) {
        List<KeptEntry> shown = found.subList(0, Math.min(found.size(), query.size()));
        return new LogPage(
                shown.stream().map(entry -> view(log, entry)).toList(),
                found.size() > query.size() ? cursor(query, shown.getLast().auditIndex()) : null);
    }

    private static String cursor(LogQuery query, long last) {
        return switch (query.start()) {
            case Start.Skip skip -> CursorRules.before(last);
            case Start.Before before -> CursorRules.before(last);
            case Start.After after -> CursorRules.after(last);
        };
    }

    private static EntryView view(Readers.Readable log, KeptEntry entry) {
        return new EntryView(
                entry.auditIndex(),
                entry.orgSeq(),
                entry.eventId(),
                log.name(),
                entry.action(),
                entry.name() == null ? log.name() : entry.name(),
                entry.actor(),
                DataRules.read(entry.event(), entry.pii()),
                entry.time(),
                EventType.ofWireName(entry.type()).map(EventType::label).orElse(entry.type()),
                entry.type());
    }

    /** The same question from the cursor on; relative, since we do not know under which name we were called. */
    private static URI following(UriInfo uri, @Nullable String cursor) {
        URI full = uri.getRequestUriBuilder()
                .replaceQueryParam("page")
                .replaceQueryParam("after")
                .replaceQueryParam("cursor", cursor)
                .build();
        return URI.create(full.getRawPath() + "?" + full.getRawQuery());
    }
}
