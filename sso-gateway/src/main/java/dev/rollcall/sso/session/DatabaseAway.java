package dev.rollcall.sso.session;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Tells that the database cannot be asked from that it was asked wrongly: the one passes, the other is a fault of ours. */
final class DatabaseAway {
    private DatabaseAway() {}

    static boolean caused(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return isAway(sql.getSQLState());
            }
        }
        return false;
    }

    /** Connection lost, out of resources (too many connections), ended by an operator; the pool itself gives no state when it has no connection. */
    private static boolean isAway(@Nullable String state) {
        return state == null || state.startsWith("08") || state.startsWith("53") || state.startsWith("57");
    }
}
