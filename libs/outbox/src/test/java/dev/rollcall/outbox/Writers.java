package dev.rollcall.outbox;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sixteen threads that write events in transactions of one to three, of which about a third is rolled back. */
final class Writers {
    private static final int THREADS = 16;

    /** Markers of the events whose transaction committed, by organization. */
    final Map<UUID, Queue<String>> committed;

    final Queue<String> rolledBack = new ConcurrentLinkedQueue<>();
    private final Stage stage;
    private final List<UUID> organizations;

    Writers(Stage stage, List<UUID> organizations) {
        this.stage = stage;
        this.organizations = organizations;
        this.committed = new java.util.concurrent.ConcurrentHashMap<>();
        organizations.forEach(each -> committed.put(each, new ConcurrentLinkedQueue<>()));
    }

    int committedCount() {
        return committed.values().stream().mapToInt(Queue::size).sum();
    }

    /** Each thread runs so many transactions; returns when all have. */
    void run(int transactions, @Nullable Relay... relays) throws Exception {
        List<Callable<Void>> threads = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
            int thread = t;
            threads.add(() -> {
                write(thread, transactions, relays);
                return null;
            });
        }
        try (ExecutorService executor = Executors.newFixedThreadPool(THREADS)) {
            for (Future<Void> done : executor.invokeAll(threads)) {
                done.get();
            }
        }
    }

    private void write(int thread, int transactions, @Nullable Relay... relays) throws Exception {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        try (Connection connection = stage.database().getConnection()) {
            connection.setAutoCommit(false);
            for (int n = 0; n < transactions; n++) {
                UUID organization = organizations.get(random.nextInt(organizations.size()));
                List<String> markers = new ArrayList<>();
                for (int e = 0; e < 1 + n % 3; e++) {
                    String marker = thread + "-" + n + "-" + e;
                    markers.add(marker);
                    Outbox.append(connection, List.of(Stage.event(organization, marker)));
                }
                TimeUnit.MICROSECONDS.sleep(
                        random.nextInt(2_000)); // lets transactions overlap and commit in another order
                if (random.nextInt(3) == 0) {
                    connection.rollback();
                    rolledBack.addAll(markers);
                } else {
                    connection.commit();
                    committed.get(organization).addAll(markers);
                }
                if (relays.length > 0) {
                    relays[n % relays.length].wake();
                }
            }
        }
    }
}
