package dev.rollcall.benchmarks.scenario;

import dev.rollcall.benchmarks.load.Workload;
import dev.rollcall.benchmarks.suite.RunningSuite;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The least work that a job could cost on this machine, in tables of its own in the same PostgreSQL. */
public final class Floors {
    private static final String SMALL_ROW = "x".repeat(300);
    private static final String LARGE_ROW = "x".repeat(500);
    private static final int ROWS = 100_000;
    private static final int SPREAD = 7_919; // prime: reads come from all over the table

    private Floors() {}

    /** Makes the tables anew; rows of earlier runs would make this run's floor another one. */
    public static void prepare(RunningSuite suite) throws SQLException {
        try (Connection connection = suite.database();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA IF NOT EXISTS bench");
            statement.execute("DROP TABLE IF EXISTS bench.small, bench.large, bench.person");
            statement.execute(
                    "CREATE TABLE bench.small (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body text)");
            statement.execute(
                    "CREATE TABLE bench.large (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body text)");
            statement.execute("CREATE TABLE bench.person (id bigint PRIMARY KEY, body text NOT NULL)");
            statement.execute(
                    "INSERT INTO bench.person SELECT n, repeat('x', 500) FROM generate_series(1, " + ROWS + ") AS n");
            statement.execute("VACUUM ANALYZE bench.person");
        }
    }

    /** S1, S4 and S5: a row of 300 bytes and one of 500 in one transaction. */
    public static Workload twoInserts(RunningSuite suite, int workers) throws SQLException {
        return new JdbcWorkload(suite::database, workers, (connection, worker) -> {
            connection.setAutoCommit(false);
            PreparedStatement small = connection.prepareStatement("INSERT INTO bench.small (body) VALUES (?)");
            PreparedStatement large = connection.prepareStatement("INSERT INTO bench.large (body) VALUES (?)");
            small.setString(1, SMALL_ROW);
            large.setString(1, LARGE_ROW);
            return turn -> {
                small.executeUpdate();
                large.executeUpdate();
                connection.commit();
            };
        });
    }

    /** S6: the hundred rows behind a key, walked to the end and again. */
    static Workload pageRead(RunningSuite suite, int workers) throws SQLException {
        return new JdbcWorkload(suite::database, workers, (connection, worker) -> {
            PreparedStatement read = connection.prepareStatement(
                    "SELECT id, body FROM bench.person WHERE id > ? ORDER BY id LIMIT " + PageWalk.PAGE);
            return turn -> {
                read.setLong(1, turn * PageWalk.PAGE % ROWS);
                int rows = 0;
                try (ResultSet row = read.executeQuery()) {
                    while (row.next()) {
                        rows += row.getString(2).length() == LARGE_ROW.length() ? 1 : 0;
                    }
                }
                if (rows != PageWalk.PAGE) {
                    throw new IllegalStateException("the floor's own page is not there");
                }
            };
        });
    }

    /** S2 and S3: one row by its primary key. */
    static Workload keyRead(RunningSuite suite, int workers) throws SQLException {
        return new JdbcWorkload(suite::database, workers, (connection, worker) -> {
            PreparedStatement read = connection.prepareStatement("SELECT body FROM bench.person WHERE id = ?");
            return turn -> {
                read.setLong(1, 1 + (turn * workers + worker) * SPREAD % ROWS);
                try (ResultSet row = read.executeQuery()) {
                    if (!row.next() || row.getString(1).length() != LARGE_ROW.length()) {
                        throw new IllegalStateException("the floor's own row is not there");
                    }
                }
            };
        });
    }
}
