package dev.rollcall.benchmarks.sync;

import dev.rollcall.benchmarks.http.KeepAliveConnection;
import dev.rollcall.benchmarks.load.Workload;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** A number of steps, each once, shared out over the connections; may pause only when all its own are done. */
final class Numbered implements Workload {
    private final List<KeepAliveConnection> connections = new ArrayList<>();
    private final FullSync.Step step;
    private final int count;
    private final int[] next;

    Numbered(URI scim, String token, int workers, int count, FullSync.Step step) throws IOException {
        this.step = step;
        this.count = count;
        next = new int[workers];
        for (int worker = 0; worker < workers; worker++) {
            next[worker] = worker;
            connections.add(new KeepAliveConnection(scim, token));
        }
    }

    @Override
    public void once(int worker) throws Exception {
        step.take(connections.get(worker), next[worker]);
        next[worker] += connections.size();
    }

    @Override
    public boolean mayPause(int worker) {
        return next[worker] >= count;
    }

    @Override
    public void close() throws IOException {
        for (KeepAliveConnection connection : connections) {
            connection.close();
        }
    }
}
