package dev.rollcall.membership.scimrequest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.rollcall.contract.provisioning.ScimClient.Dialect;
import dev.rollcall.contract.provisioning.ScimRequestRecord;
import dev.rollcall.membership.admin.Cursor;
import dev.rollcall.membership.admin.Slice;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.sql.Transactions;
import dev.rollcall.membership.stream.Moments;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the log of one connection. */
@ApplicationScoped
class RequestQueries {
    private static final UUID END = new UUID(-1L, -1L);

    // The primary key leads to the range; what else is asked is looked up in the records of that range.
    private static final String LIST = """
            select record from scim_request
             where connection_id = ? and id >= ? and id < ? and status between ? and ?
               and (?::text is null or record::json ->> 'method' = ?)
               and (?::text is null or record::json ->> 'path' = '/scim/v2' || ?
                    or record::json ->> 'path' in ('/scim/v2/Bulk', '/scim/v2' || ?)
                       and strpos(record::json ->> 'created', ?) > 0)
               and (?::text is null or record::json ->> 'traceId' = ?)
             order by id desc limit ? offset ?
            """;

    private static final String HEALTH = """
            select k.last_at, k.last_success_at, k.last_failure_at, k.last_failure, c.dialect, c.scim_paused
              from connection c left join scim_contact k on k.connection_id = c.id where c.id = ?
            """;

    private final Transactions transactions;
    private final Moments moments;
    private final ObjectReader reader;

    RequestQueries(Transactions transactions, Moments moments, ObjectMapper mapper) {
        this.transactions = transactions;
        this.moments = moments;
        this.reader = mapper.readerFor(ScimRequestRecord.class);
    }

    /** Newest first. */
    ShownRequestList list(UUID connectionId, RequestFilter filter, Slice slice) {
        Instant kept = moments.now().minus(Duration.ofDays(RequestDays.KEPT_DAYS + 1L));
        UUID from = RequestDays.firstId(filter.from().isAfter(kept) ? filter.from() : kept);
        UUID end = filter.until() == null ? END : RequestDays.firstId(filter.until());
        UUID until = slice.after() == null ? end : Cursor.id(slice.after());
        List<ShownRequest> rows = transactions.read(connection -> Sql.on(
                        connection,
                        LIST,
                        connectionId,
                        from,
                        until,
                        filter.statusMin(),
                        filter.statusMax(),
                        filter.method(),
                        filter.method(),
                        filter.place(),
                        filter.place(),
                        filter.collection(),
                        filter.id(),
                        filter.traceId(),
                        filter.traceId(),
                        slice.limit(),
                        slice.offset())
                .list(row -> ShownRequest.of(record(row.getString("record")))));
        return new ShownRequestList(
                slice.cut(rows), slice.next(rows, row -> row.request().id().toString()));
    }

    Health health(UUID connectionId) {
        return transactions.read(connection -> Sql.on(connection, HEALTH, connectionId)
                .first(row -> {
                    Instant last = Sql.instant(row, "last_at");
                    Instant success = Sql.instant(row, "last_success_at");
                    Instant failure = Sql.instant(row, "last_failure_at");
                    return new Health(
                            HealthRules.state(
                                    row.getBoolean("scim_paused"),
                                    last,
                                    success,
                                    failure,
                                    Dialect.valueOf(row.getString("dialect")),
                                    moments.now()),
                            last,
                            success,
                            shown(row.getString("last_failure")));
                })
                .orElseThrow());
    }

    private @Nullable ShownRequest shown(@Nullable String json) {
        return json == null ? null : ShownRequest.of(record(json));
    }

    private ScimRequestRecord record(String json) {
        try {
            return reader.readValue(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored record of the request log cannot be read", e);
        }
    }
}
