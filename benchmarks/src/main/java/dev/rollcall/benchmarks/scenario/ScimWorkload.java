package dev.rollcall.benchmarks.scenario;

import dev.rollcall.benchmarks.http.KeepAliveConnection;
import dev.rollcall.benchmarks.load.Workload;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Speaks SCIM over one kept connection for each worker. */
final class ScimWorkload implements Workload {

    /** One request of one worker, with the check of its answer. */
    interface Request {
        void send(KeepAliveConnection http, int worker, long turn) throws IOException;
    }

    private final Request request;
    private final List<KeepAliveConnection> connections = new ArrayList<>();
    private final long[] turns;

    /** @param workers how many connections it opens */
    ScimWorkload(URI scim, String token, int workers, Request request) throws IOException {
        this.request = request;
        turns = new long[workers];
        for (int worker = 0; worker < workers; worker++) {
            connections.add(new KeepAliveConnection(scim, token));
        }
    }

    @Override
    public void once(int worker) throws IOException {
        request.send(connections.get(worker), worker, turns[worker]++);
    }

    @Override
    public void close() throws IOException {
        for (KeepAliveConnection connection : connections) {
            connection.close();
        }
    }
}
