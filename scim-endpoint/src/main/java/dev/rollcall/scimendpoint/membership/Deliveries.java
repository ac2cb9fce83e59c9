package dev.rollcall.scimendpoint.membership;

import dev.rollcall.contract.provisioning.DeliveredCreation;
import dev.rollcall.contract.provisioning.ProvisioningAsyncApi;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/** Tells membership-service, in batches, which creates' answers have left: the others may be asked for again. */
@ApplicationScoped
public class Deliveries {
    /** A few seconds of the highest load. What finds no room stays repeatable, which does no harm. */
    private static final int WAITING_MAX = 16_384;
    /** Well within the seconds after which membership-service takes an answer for lost. */
    private static final long EVERY_MS = 200;

    private final BlockingQueue<DeliveredCreation> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final AtomicBoolean telling = new AtomicBoolean();
    private final Vertx vertx;
    private final Membership membership;
    private final Counter dropped;

    Deliveries(Vertx vertx, Membership membership, MeterRegistry meters) {
        this.vertx = vertx;
        this.membership = membership;
        this.dropped = meters.counter("rollcall.scim.deliveries.dropped");
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(EVERY_MS, timer -> tell());
    }

    public void offer(DeliveredCreation delivery) {
        if (!waiting.offer(delivery)) {
            dropped.increment();
        }
    }

    /** One batch after the other, so that a slow neighbour meets no crowd. */
    private void tell() {
        if (waiting.isEmpty() || !telling.compareAndSet(false, true)) {
            return;
        }
        List<DeliveredCreation> batch = new ArrayList<>();
        waiting.drainTo(batch, DeliveredCreation.TOGETHER_MAX);
        ProvisioningAsyncApi async = membership.async();
        async.delivered(batch).whenComplete((known, failure) -> {
            telling.set(false);
            if (failure != null) {
                batch.forEach(this::offer);
            } else {
                tell();
            }
        });
    }
}
