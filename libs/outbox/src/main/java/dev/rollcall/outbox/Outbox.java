package dev.rollcall.outbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where a business transaction leaves its events. It takes no lock that another writer could wait for. */
public final class Outbox {

    /**
     * A set of rows from nine arrays, to be selected from as {@code e} in a statement of one's own
     * ({@code INSERT INTO outbox (COLUMNS) SELECT e.* FROM m, UNNEST}); {@link #bind} fills it. Rows keep the arrays' order.
     */
    public static final String UNNEST = "unnest(?::smallint[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[],"
            + " ?::timestamptz[], ?::text[], ?::text[]) AS e(" + OutboxRow.COLUMNS + ")";

    private static final String INSERT = "INSERT INTO outbox (" + OutboxRow.COLUMNS + ") SELECT e.* FROM " + UNNEST;
    private static final String INSERT_ONE =
            "INSERT INTO outbox (" + OutboxRow.COLUMNS + ") VALUES (" + OutboxRow.PARAMETERS + ")";

    private Outbox() {}

    /**
     * Adds events to the transaction of {@code connection}, in the order given, with one statement. Events of one stream are numbered in
     * the order in which their transactions could see each other, so call it after the fact's own row is locked or written.
     *
     * @throws EventTooLarge when one of them is; then none is written
     */
    public static void append(Connection connection, List<OutboxEvent> events) throws SQLException {
        if (events.isEmpty()) {
            return;
        }
        List<OutboxRow> rows = events.stream().map(OutboxRow::of).toList();
        try (PreparedStatement insert = connection.prepareStatement(rows.size() == 1 ? INSERT_ONE : INSERT)) {
            if (rows.size() == 1) {
                rows.getFirst().bind(insert, 1);
            } else {
                bind(insert, 1, rows);
            }
            insert.executeUpdate();
        }
    }

    /**
     * Fills the placeholders of {@link #UNNEST}.
     *
     * @param from index of the first of them, from 1
     * @return the index after the last of them
     */
    public static int bind(PreparedStatement statement, int from, List<OutboxRow> rows) throws SQLException {
        Connection connection = statement.getConnection();
        int i = from;
        statement.setArray(i++, array(connection, "int2", rows, OutboxRow::shard));
        statement.setArray(i++, array(connection, "uuid", rows, OutboxRow::eventId));
        statement.setArray(i++, array(connection, "text", rows, OutboxRow::source));
        statement.setArray(i++, array(connection, "text", rows, OutboxRow::partitionKey));
        statement.setArray(i++, array(connection, "text", rows, OutboxRow::type));
        statement.setArray(i++, array(connection, "text", rows, OutboxRow::subject));
        statement.setArray(
                i++, array(connection, "timestamptz", rows, row -> row.time().atOffset(ZoneOffset.UTC)));
        statement.setArray(i++, array(connection, "text", rows, OutboxRow::traceparent));
        statement.setArray(i++, array(connection, "text", rows, OutboxRow::body));
        return i;
    }

    /** The tables, to be copied into a service's migration (and compared with it by a test); unqualified, for the schema on the search path. */
    public static String schemaSql() {
        try (InputStream in = Outbox.class.getResourceAsStream("outbox.sql")) {
            return new String(Objects.requireNonNull(in, "outbox.sql").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException brokenJar) {
            throw new UncheckedIOException(brokenJar);
        }
    }

    private static Array array(
            Connection connection,
            String type,
            List<OutboxRow> rows,
            Function<OutboxRow, ? extends @Nullable Object> column)
            throws SQLException {
        return connection.createArrayOf(type, rows.stream().map(column).toArray());
    }
}
