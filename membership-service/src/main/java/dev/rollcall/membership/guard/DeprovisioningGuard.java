package dev.rollcall.membership.guard;

import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.membership.sql.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Counts departures and refuses the one too many. Counting locks the minute's row of the connection and organization until the commit, which
 * only departures pay for, and only where the guard is on.
 */
public final class DeprovisioningGuard {
    private static final String COUNT = """
            insert into deprovisioning (connection_id, organization_id, minute, count)
            values (?, ?, date_trunc('minute', ?::timestamptz), 1)
            on conflict (connection_id, organization_id, minute) do update set count = deprovisioning.count + 1
            """;

    /** A statement of its own after the lock, so that it sees what others have counted and committed meanwhile. */
    private static final String LOOK = """
            select sum(d.count) as fallen, max(d.base) as base,
                   (select x.deprovisioning_released_until from connection x where x.id = ?) as released_until,
                   (select x.first_asked_at from held_deprovisioning x
                     where x.connection_id = ? and x.user_id = ? and x.kind = ? and x.last_asked_at > ?) as first_asked_at
              from deprovisioning d where d.connection_id = ? and d.organization_id = ? and d.minute > ?
            """;

    private static final String BASE = """
            select count(*) from member
             where organization_id = ? and connection_id = ? and managed_by = 'SCIM' and status = 'ACTIVE'
            """;

    private static final String KEEP_BASE = """
            update deprovisioning set base = ?
             where connection_id = ? and organization_id = ? and minute = date_trunc('minute', ?::timestamptz)
            """;

    private static final String FORGET =
            "delete from deprovisioning where connection_id = ? and organization_id = ? and minute <= ?";

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
            @Nullable Instant firstAsked) {}

    /**
     * Before the member's row is changed, under its lock.
     *
     * @throws Refused DEPROVISIONING_HELD
     */
    public static void check(Connection connection, Departure departure) throws SQLException {
        if (departure.percent() == 0) {
            return;
        }
        Sql.on(connection, COUNT, departure.connectionId(), departure.organizationId(), departure.at())
                .update();
        Instant windowStart = departure.at().minus(GuardRules.WINDOW);
        Seen seen = Sql.on(
                        connection,
                        LOOK,
                        departure.connectionId(),
                        departure.connectionId(),
                        departure.userId(),
                        departure.kind().name(),
                        departure.at().minus(GuardRules.REPETITION_MAX),
                        departure.connectionId(),
                        departure.organizationId(),
                        windowStart)
                .first(DeprovisioningGuard::seen)
                .orElseThrow();
        if (seen.firstAsked() != null && !seen.firstAsked().isAfter(windowStart)) {
            pass(connection, departure);
            return;
        }
        boolean released = seen.releasedUntil() != null && seen.releasedUntil().isAfter(departure.at());
        if (released || seen.fallen() <= GuardRules.USERS_MIN) {
            pass(connection, departure);
            return;
        }
        long base = seen.base() == null ? base(connection, departure, seen.fallen()) : seen.base();
        if (GuardRules.tooMany(seen.fallen(), base, departure.percent())) {
            throw GuardRules.refused(departure.organizationName(), seen.fallen(), base, departure.percent());
        }
        pass(connection, departure);
    }

    /** What is done now is held no longer: a release later must not do it again. */
    private static void pass(Connection connection, Departure departure) throws SQLException {
        HeldDeprovisionings.forget(connection, departure.connectionId(), departure.userId());
    }

    /**
     * Everybody managed there is counted once an hour at most: where they are many, the first departures that need the figure pass, and it is
     * kept with them; where they are few, counting costs nothing.
     */
    private static long base(Connection connection, Departure departure, long fallen) throws SQLException {
        long present = Sql.on(connection, BASE, departure.organizationId(), departure.connectionId())
                .first(row -> row.getLong(1))
                .orElse(0L);
        long base = present + fallen - 1; // the one that is leaving is present still
        Sql.on(connection, KEEP_BASE, base, departure.connectionId(), departure.organizationId(), departure.at())
                .update();
        Sql.on(
                        connection,
                        FORGET,
                        departure.connectionId(),
                        departure.organizationId(),
                        departure.at().minus(GuardRules.WINDOW))
                .update();
        return base;
    }

    private static Seen seen(ResultSet row) throws SQLException {
        return new Seen(
                row.getLong("fallen"),
                row.getObject("base", Long.class),
                Sql.instant(row, "released_until"),
                Sql.instant(row, "first_asked_at"));
    }
}
