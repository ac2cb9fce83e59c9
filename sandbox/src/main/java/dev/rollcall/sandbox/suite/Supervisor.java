package dev.rollcall.sandbox.suite;

import dev.rollcall.sandbox.client.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Starts the services together, waits until they are ready, and from then on starts any that ends again. */
final class Supervisor implements AutoCloseable {
    private static final Duration CACHE_LIMIT = Duration.ofSeconds(180); // writing four caches on two busy cores

    private final Checkout checkout;
    private final Home home;
    private final Settings settings;
    private final Environment environment;
    private final Progress progress;
    private final ServiceProcess.Cache cache;
    private final Map<Service, Process> processes = new EnumMap<>(Service.class);
    private volatile boolean stopping;

    Supervisor(
            Checkout checkout,
            Home home,
            Settings settings,
            Environment environment,
            Progress progress,
            ServiceProcess.Cache cache) {
        this.checkout = checkout;
        this.home = home;
        this.settings = settings;
        this.environment = environment;
        this.progress = progress;
        this.cache = cache;
    }

    /**
     * Returns when all are ready.
     *
     * @throws SandboxFailure when one ends or is not ready in time; the message ends with its last log lines
     */
    void start() throws IOException, InterruptedException {
        for (Service service : Service.values()) {
            new LogFile(home.log(service)).rotate();
            launch(service);
        }
        try (ExecutorService waiting = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = Arrays.stream(Service.values())
                    .<Future<?>>map(service -> waiting.submit(() -> {
                        awaitReady(service);
                        return null;
                    }))
                    .toList();
            require(all, waiting);
        }
    }

    private static void require(List<Future<?>> all, ExecutorService waiting) throws InterruptedException {
        try {
            for (Future<?> one : all) {
                one.get();
            }
        } catch (ExecutionException e) {
            waiting.shutdownNow(); // one that failed is enough to stop waiting for the others
            if (e.getCause() instanceof SandboxFailure failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private synchronized Process launch(Service service) throws IOException {
        Process process =
                ServiceProcess.start(checkout, home, service, service.module(), environment.of(service), cache);
        processes.put(service, process);
        return process;
    }

    private void awaitReady(Service service) throws IOException, InterruptedException {
        ServiceProcess.awaitReady(home, service.module(), require(service), settings.managementPort(service));
        progress.ready(service.module());
    }

    /** Watches for ever; call it when all are ready. {@code changed} runs whenever a process was replaced. */
    void watch(Runnable changed) {
        for (Service service : Service.values()) {
            Thread.ofVirtual().start(() -> watch(service, changed));
        }
    }

    private void watch(Service service, Runnable changed) {
        Backoff backoff = new Backoff();
        try {
            while (!stopping) {
                Process process = require(service);
                long started = System.nanoTime();
                int exit = process.waitFor();
                if (stopping) {
                    return;
                }
                Duration pause = backoff.after(Duration.ofNanos(System.nanoTime() - started));
                progress.note(service.module() + " ended (exit code " + exit + "); starting it again in "
                        + pause.toSeconds() + " s. Log: " + home.log(service));
                Thread.sleep(pause);
                relaunch(service, changed);
            }
        } catch (IOException e) {
            progress.note(service.module() + " cannot be started again: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void relaunch(Service service, Runnable changed) throws IOException, InterruptedException {
        synchronized (this) {
            if (stopping) {
                return;
            }
            launch(service);
        }
        changed.run();
        try {
            awaitReady(service);
        } catch (SandboxFailure e) {
            progress.note(
                    service.module() + " is not ready again yet; './rollcall logs " + service.module() + "' says why");
        }
    }

    synchronized long pid(Service service) {
        return require(service).pid();
    }

    private synchronized Process require(Service service) {
        Process process = processes.get(service);
        if (process == null) {
            throw new IllegalStateException(service + " was never started");
        }
        return process;
    }

    /** Ends all at once, kindly first. */
    @Override
    public void close() throws IOException {
        List<Process> running;
        synchronized (this) {
            stopping = true;
            running = List.copyOf(processes.values());
        }
        Duration patience = cache == ServiceProcess.Cache.MAKE ? CACHE_LIMIT : ServiceProcess.STOP_LIMIT;
        running.forEach(Process::destroy);
        running.forEach(process -> ProcessFile.end(process.toHandle(), patience));
        for (Service service : Service.values()) {
            Files.deleteIfExists(ProcessFile.in(home, service.module()).file());
        }
    }
}
