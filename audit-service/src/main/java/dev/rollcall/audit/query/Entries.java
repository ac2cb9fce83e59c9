package dev.rollcall.audit.query;

import dev.rollcall.audit.query.LogQuery.Start;
import dev.rollcall.contract.refusal.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads one organization's entries. Every filter has an index that also gives the order, so a page costs what it shows. */
@ApplicationScoped
public class Entries {
    /** No page needs a tenth of it; a rare combination of filters over a huge log may, and must not hold a connection. */
    private static final int SECONDS_MAX = 5;

    private static final String QUERY_CANCELED = "57014";

    private static final String HOURS = """
            select min(first_index), max(last_index) from audit_hour
            where organization_id = ? and hour >= date_trunc('hour', ?::timestamptz, 'UTC') and hour <= ?
            """;

    /** The part of the log in which entries of a time can be: both ends included. */
    private record Part(long first, long last) {}

    private final DataSource database;

    Entries(DataSource database) {
        this.database = database;
    }

    /** At most one entry more than the page's size, which tells that another page follows. */
    @Transactional
    List<KeptEntry> list(UUID scope, LogQuery query, boolean aboutTheOrganization) {
        try (Connection connection = database.getConnection()) {
            Part part = part(connection, scope, query);
            return part == null ? List.of() : list(connection, scope, query, part, aboutTheOrganization);
        } catch (SQLException e) {
            if (QUERY_CANCELED.equals(e.getSQLState())) {
                throw Refusal.UNAVAILABLE.because("The search took too long; give a shorter range with from and to.");
            }
            throw new IllegalStateException("The log could not be read", e);
        }
    }

    /** Whether anything was ever sealed for this organization. */
    @Transactional
    boolean knows(UUID scope) {
        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select 1 from audit_head where organization_id = ?")) {
            select.setObject(1, scope);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The log could not be read", e);
        }
    }

    /** Turns a range of time into a range of the log, so that a month long ago is found without walking back to it. */
    private static @Nullable Part part(Connection connection, UUID scope, LogQuery query) throws SQLException {
        if (query.from() == null && query.to() == null) {
            return new Part(0, Long.MAX_VALUE);
        }
        try (PreparedStatement select = connection.prepareStatement(HOURS)) {
            select.setObject(1, scope);
            select.setObject(2, (query.from() == null ? Instant.EPOCH : query.from()).atOffset(ZoneOffset.UTC));
            select.setObject(
                    3,
                    query.to() == null
                            ? java.time.OffsetDateTime.MAX
                            : query.to().atOffset(ZoneOffset.UTC));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                long first = row.getLong(1);
                return row.wasNull() ? null : new Part(first, row.getLong(2));
            }
        }
    }

    private static List<KeptEntry> list(
            Connection connection, UUID scope, LogQuery query, Part part, boolean aboutTheOrganization)
            throws SQLException {
        Statement statement = new Statement(scope);
        switch (query.start()) {
            case Start.Skip skip -> statement.where("e.audit_index <= ?", part.last());
            case Start.Before before ->
                statement.where("e.audit_index <= ?", Math.min(part.last(), before.auditIndex() - 1));
            case Start.After after ->
                statement.where("e.audit_index <= ?", part.last()).where("e.audit_index > ?", after.auditIndex());
        }
        statement.where("e.audit_index >= ?", part.first());
        if (query.actions().size() == 1) {
            statement.where("e.action = ?", query.actions().iterator().next());
        } else if (!query.actions().isEmpty()) {
            statement.where("e.action = any(?)", query.actions().toArray(String[]::new));
        }
        if (query.actor() != null) {
            statement.where("e.actor = ?", query.actor());
        }
        if (aboutTheOrganization) {
            statement.where("e.name is null");
        } else if (query.name() != null) {
            statement.where("e.name = ?", query.name());
        }
        if (query.from() != null) {
            statement.where("e.occurred_at >= ?", query.from().atOffset(ZoneOffset.UTC));
        }
        if (query.to() != null) {
            statement.where("e.occurred_at <= ?", query.to().atOffset(ZoneOffset.UTC));
        }
        return statement.run(connection, query);
    }

    /** A statement in the making, always bound to one organization. */
    private static final class Statement {
        private final StringBuilder sql = new StringBuilder("""
                select e.audit_index, e.org_seq, e.event_id, e.type, e.action, e.actor, e.name, e.event, p.pii,
                       to_char(e.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as time
                from audit_entry e left join audit_pii p on p.audit_index = e.audit_index
                where e.organization_id = ?""");
        private final List<Object> values = new ArrayList<>();

        Statement(UUID scope) {
            values.add(scope);
        }

        Statement where(String condition, Object... operands) {
            sql.append(" and ").append(condition);
            values.addAll(List.of(operands));
            return this;
        }

        List<KeptEntry> run(Connection connection, LogQuery query) throws SQLException {
            boolean oldestFirst = query.start() instanceof Start.After;
            sql.append(" order by e.audit_index ")
                    .append(oldestFirst ? "asc" : "desc")
                    .append(" limit ? offset ?");
            values.add(query.size() + 1);
            values.add(query.start() instanceof Start.Skip skip ? skip.entries() : 0);
            try (PreparedStatement select = connection.prepareStatement(sql.toString())) {
                select.setQueryTimeout(SECONDS_MAX);
                for (int i = 0; i < values.size(); i++) {
                    select.setObject(i + 1, values.get(i));
                }
                List<KeptEntry> entries = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        entries.add(KeptEntry.of(row));
                    }
                }
                return entries;
            }
        }
    }
}
