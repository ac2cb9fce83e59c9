package dev.rollcall.benchmarks.scenario;

import dev.rollcall.benchmarks.load.Workload;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A floor: prepared statements on one plain JDBC connection for each worker. */
final class JdbcWorkload implements Workload {

    /** One worker's job on its own connection. */
    interface Job {
        void run(long turn) throws SQLException;
    }

    /** Prepares the job once. */
    interface Preparation {
        Job on(Connection connection, int worker) throws SQLException;
    }

    /** Opens a connection. */
    interface Opening {
        Connection open() throws SQLException;
    }

    private final List<Connection> connections = new ArrayList<>();
    private final List<Job> jobs = new ArrayList<>();
    private final long[] turns;

    JdbcWorkload(Opening opening, int workers, Preparation preparation) throws SQLException {
        turns = new long[workers];
        for (int worker = 0; worker < workers; worker++) {
            Connection connection = opening.open();
            connections.add(connection);
            jobs.add(preparation.on(connection, worker));
        }
    }

    @Override
    public void once(int worker) throws SQLException {
        jobs.get(worker).run(turns[worker]++);
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : connections) {
            connection.close();
        }
    }
}
