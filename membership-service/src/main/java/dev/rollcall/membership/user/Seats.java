package dev.rollcall.membership.user;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.membership.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Seats of organizations that have a limit (R-SCIM-29): each active membership holds one. Counting locks the organization's row until the
 * commit, which only limited organizations pay for.
 */
public final class Seats {
    private Seats() {}

    /** Takes one, or refuses with the documented sentence; does nothing where there is no limit. */
    public static void take(Connection connection, UUID organizationId, String organizationName) throws SQLException {
        int taken = Sql.on(
                        connection,
                        "update organization set seats_used = seats_used + 1"
                                + " where id = ? and seats is not null and seats_used < seats",
                        organizationId)
                .update();
        if (taken == 0 && limited(connection, organizationId)) {
            throw Refusal.NO_SEAT.because("Not enough seats in organization '" + organizationName
                    + "'. Add more seats or contact your administrator.");
        }
    }

    /** Gives one back; does nothing where there is no limit. */
    public static void free(Connection connection, UUID organizationId) throws SQLException {
        Sql.on(
                        connection,
                        "update organization set seats_used = seats_used - 1 where id = ? and seats is not null",
                        organizationId)
                .update();
    }

    private static boolean limited(Connection connection, UUID organizationId) throws SQLException {
        return Sql.on(connection, "select seats is not null from organization where id = ?", organizationId)
                .first(row -> row.getBoolean(1))
                .orElse(false);
    }
}
