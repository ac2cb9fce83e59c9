package dev.rollcall.membership.guard;

import dev.rollcall.membership.sql.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Counts departures and refuses the one too many. Counting locks the row of the connection and organization until the commit, which only
 * departures pay for, and only where the guard is on.
 */
public final class DeprovisioningGuard {
    /** One statement: who waits here for another departure's commit goes on with what that one counted. */
    private static final String COUNT = """
            insert into departure as d (connection_id, organization_id, minutes, counts)
            values (?, ?, array[date_trunc('minute', ?::timestamptz)], array[?::bigint])
            on conflict (connection_id, organization_id) do update
               set (minutes, counts) = (
                     select array_agg(x.minute order by x.minute), array_agg(x.count order by x.minute)
                       from (select e.minute, sum(e.count)::bigint as count
                               from unnest(d.minutes || excluded.minutes, d.counts || excluded.counts) as e(minute, count)
                              where e.minute > ? group by e.minute) x)
            returning (select sum(e.count)::bigint from unnest(d.counts) as e(count)) as fallen,
                      case when d.base_at > ? then d.base end as base,
                      (select x.deprovisioning_released_until from connection x where x.id = d.connection_id) as released_until,
                      (select x.first_asked_at from held_deprovisioning x
                        where x.connection_id = d.connection_id and x.user_id = ? and x.kind = ? and x.last_asked_at > ?)
                        as first_asked_at,
                      exists (select 1 from held_deprovisioning x where x.connection_id = d.connection_id and x.user_id = ?) as held
            """;

    private static final String BASE = """
            select count(*) from member
             where organization_id = ? and connection_id = ? and managed_by = 'SCIM' and status = 'ACTIVE'
            """;

    private static final String KEEP_BASE =
            "update departure set base = ?, base_at = ? where connection_id = ? and organization_id = ?";

    private DeprovisioningGuard() {}

    /**
     * Somebody who is about to be taken out.
     *
     * @param userId the SCIM resource
     * @param kind what the identity provider asks for
     * @param percent of the people managed there who may leave within the window, 1 to 100; 0: any number
     */
    public record Departure(
            UUID connectionId,
            UUID organizationId,
            String organizationName,
            UUID userId,
            HeldDeprovisionings.Kind kind,
            int percent,
            Instant at) {}

    private record Seen(
            long fallen,
            @Nullable Long base,
            @Nullable Instant releasedUntil,
            @Nullable Instant firstAsked,
            boolean held) {}

    /**
     * Before the member's row is changed, under its lock.
     *
     * @throws HeldBack DEPROVISIONING_HELD
     */
    public static void check(Connection connection, Departure departure) throws SQLException {
        check(connection, departure, 1);
    }

    /**
     * As {@link #check(Connection, Departure)}, of several who leave the same organization at once: all of them, or none.
     *
     * @param departures of one connection and organization, at least one; nobody among them is held
     */
    public static void check(Connection connection, List<Departure> departures) throws SQLException {
        // In the minute of the last one: counted in an earlier one, it would leave the window before its hour is over.
        check(connection, Collections.max(departures, Comparator.comparing(Departure::at)), departures.size());
    }

    private static void check(Connection connection, Departure departure, int leaving) throws SQLException {
        if (departure.percent() == 0) {
            return;
        }
        Instant windowStart = departure.at().minus(GuardRules.WINDOW);
        Seen seen = Sql.on(
                        connection,
                        COUNT,
                        departure.connectionId(),
                        departure.organizationId(),
                        departure.at(),
                        leaving,
                        GuardRules.lastMinuteOutside(departure.at()),
                        windowStart,
                        departure.userId(),
                        departure.kind().name(),
                        departure.at().minus(GuardRules.REPETITION_MAX),
                        departure.userId())
                .first(DeprovisioningGuard::seen)
                .orElseThrow();
        boolean repeated = seen.firstAsked() != null && !seen.firstAsked().isAfter(windowStart);
        boolean released = seen.releasedUntil() != null && seen.releasedUntil().isAfter(departure.at());
        if (!repeated && !released && seen.fallen() > GuardRules.USERS_MIN) {
            long base = seen.base() == null ? base(connection, departure, seen.fallen() - leaving) : seen.base();
            if (GuardRules.tooMany(seen.fallen(), base, departure.percent())) {
                throw new HeldBack(
                        GuardRules.detail(departure.organizationName(), seen.fallen(), base, departure.percent()),
                        departure.userId(),
                        departure.kind());
            }
        }
        if (seen.held()) {
            // What is done now is held no longer: a release later must not do it again.
            HeldDeprovisionings.forget(connection, departure.connectionId(), departure.userId());
        }
    }

    /**
     * Everybody managed there is counted once an hour at most: where they are many, the first departures that need the figure pass, and it is
     * kept with them; where they are few, counting costs nothing.
     */
    private static long base(Connection connection, Departure departure, long before) throws SQLException {
        long present = Sql.on(connection, BASE, departure.organizationId(), departure.connectionId())
                .first(row -> row.getLong(1))
                .orElse(0L);
        long base = present + before; // who is leaving now is present still
        Sql.on(connection, KEEP_BASE, base, departure.at(), departure.connectionId(), departure.organizationId())
                .update();
        return base;
    }

    private static Seen seen(ResultSet row) throws SQLException {
        return new Seen(
                row.getLong("fallen"),
                row.getObject("base", Long.class),
                Sql.instant(row, "released_until"),
                Sql.instant(row, "first_asked_at"),
                row.getBoolean("held"));
    }
}
