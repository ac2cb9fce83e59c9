package dev.rollcall.membership.scimrequest;

import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.sql.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;

/** The tables of single days: made before they are needed, dropped when their time is over. Days are those of UTC. */
@ApplicationScoped
class RequestDays {
    /** R-TRB-2. */
    static final int KEPT_DAYS = 30;

    /** Kafka keeps records for a day, so yesterday's may still come; a replica whose clock is ahead writes into tomorrow. */
    private static final int BEFORE = 1;

    private static final int AHEAD = 2;

    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("'scim_request_'yyyyMMdd");

    private static final String EXISTING = """
            select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
             where i.inhparent = 'scim_request'::regclass
            """;

    private final Transactions transactions;

    RequestDays(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Makes the days around now, and drops those that are too old. */
    void tend(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        transactions.write(connection -> {
            // One replica at a time: two that make the same table at once are an error for one of them.
            Sql.on(connection, "select pg_advisory_xact_lock(hashtext(current_schema() || '.scim_request'))")
                    .first(row -> true);
            List<String> existing = Sql.on(connection, EXISTING).list(row -> row.getString(1));
            for (LocalDate day = today.minusDays(BEFORE); !day.isAfter(today.plusDays(AHEAD)); day = day.plusDays(1)) {
                if (!existing.contains(NAME.format(day))) {
                    make(connection, day);
                }
            }
            String oldest = NAME.format(today.minusDays(KEPT_DAYS));
            for (String table : existing) {
                if (table.compareTo(oldest) < 0) {
                    run(connection, "drop table " + table);
                }
            }
            return true;
        });
    }

    /** Whether there is a table for an id of that time. */
    static boolean holds(Instant time, Instant now) {
        LocalDate day = LocalDate.ofInstant(time, ZoneOffset.UTC);
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return !day.isBefore(today.minusDays(BEFORE)) && !day.isAfter(today.plusDays(AHEAD));
    }

    /** The smallest id of that millisecond or later. */
    static UUID firstId(Instant from) {
        return new UUID(from.toEpochMilli() << 16, 0);
    }

    /** When an id was made, to the millisecond. */
    static Instant time(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }

    // Names and bounds are made of a date: definitions take no parameters.
    private static void make(Connection connection, LocalDate day) throws SQLException {
        run(
                connection,
                "create table " + NAME.format(day) + " partition of scim_request for values from ('"
                        + firstId(day.atStartOfDay(ZoneOffset.UTC).toInstant()) + "') to ('"
                        + firstId(day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant()) + "')");
    }

    private static void run(Connection connection, String definition) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(definition);
        }
    }
}
