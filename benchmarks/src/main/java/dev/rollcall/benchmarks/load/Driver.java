package dev.rollcall.benchmarks.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Runs a workload on all its connections at once for a fixed time, each connection asking again as soon as it was answered; a worker that
 * {@linkplain Workload#mayPause may not pause} yet goes on beyond it.
 *
 * @param connections one thread each
 */
public record Driver(int connections) {

    /** @throws Exception the first thing that went wrong on any connection */
    public Round run(Workload workload, Duration duration) throws Exception {
        GeneratorCpu cpu = GeneratorCpu.start();
        long begin = System.nanoTime();
        long deadline = begin + duration.toNanos();
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        List<Thread> threads = new ArrayList<>();
        List<Latencies> all = new ArrayList<>();
        for (int worker = 0; worker < connections; worker++) {
            int number = worker;
            Latencies latencies = new Latencies();
            all.add(latencies);
            threads.add(Thread.ofPlatform()
                    .name("load-" + worker)
                    .start(() -> loop(workload, number, deadline, latencies, failure)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        Exception thrown = failure.get();
        if (thrown != null) {
            throw thrown;
        }
        Latencies merged = new Latencies();
        all.forEach(merged::addAll);
        return new Round(
                merged.size(), seconds, merged.percentileMillis(0.5), merged.percentileMillis(0.99), cpu.share());
    }

    private static void loop(
            Workload workload,
            int worker,
            long deadline,
            Latencies latencies,
            AtomicReference<@Nullable Exception> failure) {
        try {
            for (long begin = System.nanoTime();
                    (begin < deadline || !workload.mayPause(worker)) && failure.get() == null; ) {
                workload.once(worker);
                long now = System.nanoTime();
                latencies.add(now - begin);
                begin = now;
            }
        } catch (Exception e) {
            failure.compareAndSet(null, e);
        }
    }
}
