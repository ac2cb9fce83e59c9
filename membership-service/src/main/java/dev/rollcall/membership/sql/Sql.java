package dev.rollcall.membership.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;

/**
 * One statement with its values, on the caller's connection. Values are strings, numbers, booleans, UUIDs, instants (timestamptz), null, and
 * arrays of strings, UUIDs, booleans or numbers; nothing is ever written into the text.
 */
public final class Sql {

    /** Reads one row; must not move the cursor. */
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final Connection connection;
    private final String text;
    private final @Nullable Object[] values;
    private int secondsMax;
    private boolean plannedAnew;

    private Sql(Connection connection, String text, @Nullable Object[] values) {
        this.connection = connection;
        this.text = text;
        this.values = values;
    }

    public static Sql on(Connection connection, String text, @Nullable Object... values) {
        return new Sql(connection, text, values);
    }

    /**
     * Ends the statement when it has worked for so long.
     *
     * @param longest whole seconds, at least one
     */
    public Sql within(Duration longest) {
        secondsMax = Math.toIntExact(longest.toSeconds());
        return this;
    }

    /**
     * Never with a plan that is kept: one made while tables were small reads them whole for each of many rows. For statements that read much,
     * beside which planning is nothing.
     */
    public Sql plannedAnew() {
        plannedAnew = true;
        return this;
    }

    /**
     * Runs statements that travel together; gives the rows of the last one.
     *
     * @param before how many come before it
     */
    public static ResultSet last(PreparedStatement statement, int before) throws SQLException {
        statement.execute();
        for (int i = 0; i < before; i++) {
            statement.getMoreResults();
        }
        return statement.getResultSet();
    }

    /** The first row, or empty. */
    public <T> Optional<T> first(Row<T> row) throws SQLException {
        try (PreparedStatement statement = prepare();
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(row.read(rows)) : Optional.empty();
        }
    }

    /** All rows; the statement itself must bound them. */
    public <T> List<T> list(Row<T> row) throws SQLException {
        try (PreparedStatement statement = prepare();
                ResultSet rows = statement.executeQuery()) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(row.read(rows));
            }
            return all;
        }
    }

    /** How many rows the (last) statement changed. */
    public int update() throws SQLException {
        try (PreparedStatement statement = prepare()) {
            return statement.executeUpdate();
        }
    }

    private PreparedStatement prepare() throws SQLException {
        PreparedStatement statement = connection.prepareStatement(text);
        if (secondsMax > 0) {
            statement.setQueryTimeout(secondsMax);
        }
        if (plannedAnew) {
            statement.unwrap(PGStatement.class).setPrepareThreshold(0);
        }
        int index = 1;
        for (Object value : values) {
            bind(statement, index++, value);
        }
        return statement;
    }

    private void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> statement.setObject(index, null);
            case String text -> statement.setString(index, text);
            case Instant instant -> statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
            case String[] texts -> statement.setArray(index, connection.createArrayOf("text", texts));
            case java.util.UUID[] ids -> statement.setArray(index, connection.createArrayOf("uuid", ids));
            case Boolean[] flags -> statement.setArray(index, connection.createArrayOf("bool", flags));
            case Long[] numbers -> statement.setArray(index, connection.createArrayOf("int8", numbers));
            case Short[] numbers -> statement.setArray(index, connection.createArrayOf("int2", numbers));
            default -> statement.setObject(index, value);
        }
    }

    /** A timestamptz column that may be null. */
    public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        java.time.OffsetDateTime time = row.getObject(column, java.time.OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** A timestamptz column that is never null. */
    public static Instant requireInstant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, java.time.OffsetDateTime.class).toInstant();
    }
}
