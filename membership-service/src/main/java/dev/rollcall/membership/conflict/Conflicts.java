package dev.rollcall.membership.conflict;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.contract.event.EventData.Actor;
import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.membership.admin.Cursor;
import dev.rollcall.membership.admin.Facts;
import dev.rollcall.membership.admin.Slice;
import dev.rollcall.membership.notice.Notice;
import dev.rollcall.membership.notice.OwnerNotices;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.sql.Transactions;
import dev.rollcall.membership.stream.Moments;
import dev.rollcall.membership.stream.Streams;
import dev.rollcall.outbox.OutboxEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Records clashes, lists them and closes them. */
@ApplicationScoped
public class Conflicts {
    private static final UUID END = new UUID(-1L, -1L);
    private static final int SUBJECT_MAX = 300; // fits the index and a line of the list

    private static final String RECORD = """
            insert into conflict (organization_id, id, connection_id, type, subject, member_id, details, suggestion,
                state, first_seen_at, last_seen_at, count)
            values (?, ?, ?, ?, ?, ?, ?::jsonb, ?, 'OPEN', ?, ?, 1)
            on conflict (organization_id, type, subject) where state in ('OPEN', 'IGNORED') do update set
                count = conflict.count + 1, last_seen_at = excluded.last_seen_at, details = excluded.details,
                member_id = coalesce(excluded.member_id, conflict.member_id)
            returning id, count
            """;

    private static final String COLUMNS = " id, type, state, subject, member_id, connection_id, details, suggestion,"
            + " first_seen_at, last_seen_at, count, closed_by, closed_at";

    private static final String LIST = "select" + COLUMNS + """

            from conflict where organization_id = ? and id < ? and (?::text is null or state = ?) and (?::text is null or type = ?)
                and (?::uuid is null or member_id = ?)
            order by id desc limit ? offset ?
            """;

    private static final String CLOSE = """
            update conflict set state = ?, closed_by = ?, closed_at = ?
             where organization_id = ? and id = ? and state = any(?)
            returning""" + COLUMNS;

    private static final String CLOSE_ALIVE = """
            update conflict set state = ?, closed_by = ?, closed_at = ?
             where organization_id = ? and type = ? and subject = ? and state = any(?)
            returning""" + COLUMNS;

    private static final String FIND = "select" + COLUMNS + " from conflict where organization_id = ? and id = ?";

    /** What an owner can make of a conflict, each with the states that it may be in before. */
    public enum Closing {
        /** Done with; met again, it opens anew. */
        RESOLVED("OPEN", "IGNORED"),
        /** Known and left; met again, it only counts on. */
        IGNORED("OPEN");

        private final String[] from;

        Closing(String... from) {
            this.from = from;
        }
    }

    private final Transactions transactions;
    private final Streams streams;
    private final Moments moments;
    private final ObjectMapper json;
    private final OwnerNotices notices;

    Conflicts(Transactions transactions, Streams streams, Moments moments, ObjectMapper json, OwnerNotices notices) {
        this.transactions = transactions;
        this.streams = streams;
        this.moments = moments;
        this.json = json;
        this.notices = notices;
    }

    /**
     * Counts an open or ignored conflict up, or opens it, within the transaction of {@code connection}; ConflictOpened goes out only with the opening.
     *
     * @return the conflict's id
     */
    public UUID record(Connection connection, Sighting sighting) throws SQLException {
        Recorded recorded = Sql.on(
                        connection,
                        RECORD,
                        sighting.organizationId(),
                        moments.newId(),
                        sighting.connectionId(),
                        sighting.type().name(),
                        subject(sighting.subject()),
                        sighting.memberId(),
                        write(sighting.details()),
                        sighting.type().suggestion(),
                        sighting.at(),
                        sighting.at())
                .first(row -> new Recorded(row.getObject("id", UUID.class), row.getLong("count")))
                .orElseThrow();
        if (recorded.count() == 1) {
            streams.append(
                    connection,
                    List.of(Facts.of(
                            EventType.CONFLICT_OPENED,
                            sighting.organizationId(),
                            "conflict/" + recorded.id(),
                            sighting.at(),
                            sighting.actor(),
                            told(sighting, recorded.id()))));
            notices.tell(connection, sighting.organizationId(), notice(sighting), sighting.at());
        }
        return recorded.id();
    }

    /** R-NOT-2. */
    private static Notice notice(Sighting sighting) {
        UUID through = sighting.connectionId();
        if (sighting.type() == ConflictType.MASS_DEPROVISION && through != null) {
            return new Notice.DeprovisioningHeld(
                    through, String.valueOf(sighting.details().getOrDefault("detail", "")));
        }
        return new Notice.ConflictOpened(sighting.type().name(), sighting.type().suggestion());
    }

    /** Which conflicts are asked for; null does not narrow. */
    record Filter(
            @Nullable String state,
            @Nullable String type,
            @Nullable UUID memberId) {}

    /** Newest first. */
    ConflictList list(UUID organizationId, Filter filter, Slice slice) {
        UUID before = slice.after() == null ? END : Cursor.id(slice.after());
        List<Conflict> rows = transactions.read(connection -> Sql.on(
                        connection,
                        LIST,
                        organizationId,
                        before,
                        filter.state(),
                        filter.state(),
                        filter.type(),
                        filter.type(),
                        filter.memberId(),
                        filter.memberId(),
                        slice.limit(),
                        slice.offset())
                .list(this::read));
        return new ConflictList(
                slice.cut(rows), slice.next(rows, conflict -> conflict.id().toString()));
    }

    /**
     * Closes a conflict; one that is as wanted already stays as it is, without an event.
     *
     * @throws Refused CONFLICT_UNKNOWN; VALUE_INVALID when it is resolved already and cannot be ignored any more
     */
    public Conflict close(UUID organizationId, UUID id, Closing closing, Actor actor) {
        return transactions.write(connection -> {
            Instant now = moments.now();
            Optional<Conflict> closed = Sql.on(
                            connection, CLOSE, closing.name(), actor.reference(), now, organizationId, id, closing.from)
                    .first(this::read);
            if (closed.isPresent()) {
                streams.append(connection, List.of(told(organizationId, closed.get(), closing, now, actor)));
                return closed.get();
            }
            Conflict found = Sql.on(connection, FIND, organizationId, id)
                    .first(this::read)
                    .orElseThrow(() -> Refusal.CONFLICT_UNKNOWN.because("This organization has no such conflict."));
            if (!found.state().equals(closing.name())) {
                throw Refusal.VALUE_INVALID.because(
                        "state: a resolved conflict opens anew when it is met again, and can be ignored then.");
            }
            return found;
        });
    }

    /** Closes the one conflict of this kind and subject, if there is one, within the transaction of {@code connection}. */
    public void closeAlive(
            Connection connection, UUID organizationId, ConflictType type, String subject, Closing closing, Actor actor)
            throws SQLException {
        Instant now = moments.now();
        Optional<Conflict> closed = Sql.on(
                        connection,
                        CLOSE_ALIVE,
                        closing.name(),
                        actor.reference(),
                        now,
                        organizationId,
                        type.name(),
                        subject(subject),
                        closing.from)
                .first(this::read);
        if (closed.isPresent()) {
            streams.append(connection, List.of(told(organizationId, closed.get(), closing, now, actor)));
        }
    }

    private static OutboxEvent told(UUID organizationId, Conflict conflict, Closing closing, Instant now, Actor actor) {
        Map<String, Object> details = new HashMap<>();
        details.put("conflictId", conflict.id());
        details.put("conflictType", conflict.type());
        details.put("state", closing.name());
        if (conflict.memberId() != null) {
            details.put("memberId", conflict.memberId());
        }
        return Facts.of(EventType.CONFLICT_RESOLVED, organizationId, "conflict/" + conflict.id(), now, actor, details);
    }

    private record Recorded(UUID id, long count) {}

    /** Subject and details may name a person, so the event carries neither. */
    private static Map<String, Object> told(Sighting sighting, UUID id) {
        Map<String, Object> details = new HashMap<>();
        details.put("conflictId", id);
        details.put("conflictType", sighting.type().name());
        if (sighting.memberId() != null) {
            details.put("memberId", sighting.memberId());
        }
        if (sighting.connectionId() != null) {
            details.put("viaConnection", sighting.connectionId());
        }
        return details;
    }

    private static String subject(String wanted) {
        String clean = wanted.replace("\0", "");
        return clean.length() <= SUBJECT_MAX ? clean : clean.substring(0, SUBJECT_MAX);
    }

    private String write(Map<String, Object> details) {
        try {
            // PostgreSQL's jsonb takes every character but this one.
            return json.writeValueAsString(details).replace("\\u0000", "");
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Conflict read(ResultSet row) throws SQLException {
        return new Conflict(
                row.getObject("id", UUID.class),
                row.getString("type"),
                row.getString("state"),
                row.getString("subject"),
                row.getObject("member_id", UUID.class),
                row.getObject("connection_id", UUID.class),
                parse(row.getString("details")),
                row.getString("suggestion"),
                Sql.requireInstant(row, "first_seen_at"),
                Sql.requireInstant(row, "last_seen_at"),
                row.getLong("count"),
                row.getString("closed_by"),
                Sql.instant(row, "closed_at"));
    }

    private JsonNode parse(String details) {
        try {
            return json.readTree(details);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
