package dev.rollcall.sso.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Statements whose commit does not wait for the disk: everybody sees at once what they wrote, and the next commit that waits brings it to the
 * disk, too; a crash of the database may take back the last half second. Only for what somebody does again who finds it gone.
 */
public final class Soon {
    private static final String NOT_WAITING = "SELECT set_config('synchronous_commit', 'off', true); ";

    private Soon() {}

    /** @param text one statement, which commits by itself */
    public static PreparedStatement prepare(Connection connection, String text) throws SQLException {
        return connection.prepareStatement(NOT_WAITING + text);
    }

    /** Runs what {@link #prepare} made; its rows, if it has any, or its count is the statement's next result. */
    public static void run(PreparedStatement statement) throws SQLException {
        statement.execute();
        statement.getMoreResults(); // of the setting
    }
}
