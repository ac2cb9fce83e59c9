package dev.rollcall.sandbox.launcher;

import dev.rollcall.sandbox.keycloak.KeycloakProcess;
import dev.rollcall.sandbox.suite.Readiness;
import dev.rollcall.sandbox.suite.SandboxFile;
import dev.rollcall.sandbox.suite.Service;
import dev.rollcall.sandbox.suite.Status;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code status}: what runs, whether it is ready, what memory it takes. Exit code 0 only when everything is ready. */
@Command(name = "status")
final class StatusCommand implements Callable<Integer> {
    private static final int NOT_UP = 3; // as service scripts answer for a program that is not running
    private static final double MEBI = 1024 * 1024;

    @Option(names = "--admin-token")
    boolean adminToken;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Place place = Place.current();
        if (adminToken) {
            System.out.println(SandboxFile.read(place.home()).adminToken());
            return 0;
        }
        Map<String, ProcessHandle> processes = Status.processes(place.home());
        if (Status.supervisor(place.home()).isEmpty()) {
            System.out.println(
                    processes.isEmpty()
                            ? "Rollcall is not up. Start it with './rollcall up'."
                            : "Rollcall crashed and left " + processes.keySet()
                                    + " behind: './rollcall down' ends them, './rollcall up' does so too.");
            return NOT_UP;
        }
        boolean allReady = print(place, processes);
        if (Files.exists(place.home().sandboxFile())) {
            System.out.println("Described in " + place.home().sandboxFile());
        }
        return allReady ? 0 : NOT_UP;
    }

    private static boolean print(Place place, Map<String, ProcessHandle> processes) throws InterruptedException {
        System.out.printf(Locale.ROOT, "%-24s %8s %10s %10s  %s%n", "", "process", "memory", "since", "");
        boolean allReady = true;
        for (Service service : Service.values()) {
            ProcessHandle process = processes.get(service.module());
            boolean ready =
                    process != null && new Readiness().isReady(place.settings().managementPort(service));
            allReady &= ready;
            if (process == null) {
                System.out.printf(Locale.ROOT, "%-24s %8s%n", service.module(), "down");
            } else {
                row(
                        service.module(),
                        process,
                        Memory.of(process),
                        state(ready, place.settings().url(service)));
            }
        }
        for (Map.Entry<String, ProcessHandle> other : processes.entrySet()) {
            String name = other.getKey();
            ProcessHandle process = other.getValue();
            if (name.equals(Status.KEYCLOAK)) {
                boolean ready = answers(place.settings().keycloakUrl());
                allReady &= ready;
                row(
                        name,
                        process,
                        Memory.of(process),
                        state(ready, place.settings().keycloakUrl()));
            } else if (Service.named(name).isEmpty()) {
                row(name, process, name.equals("PostgreSQL") ? Memory.ofTree(process) : Memory.of(process), "");
            }
        }
        System.out.printf(Locale.ROOT, "%-24s %8s %6.0f MiB%n", "all", "", total(processes) / MEBI);
        return allReady;
    }

    private static String state(boolean ready, String url) {
        return (ready ? "ready" : "not ready") + "  " + url;
    }

    private static boolean answers(String keycloakUrl) throws InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return KeycloakProcess.answers(http, keycloakUrl);
        }
    }

    private static double total(Map<String, ProcessHandle> processes) {
        return processes.entrySet().stream()
                .mapToLong(entry -> entry.getKey().equals("PostgreSQL")
                        ? Memory.ofTree(entry.getValue())
                        : Memory.of(entry.getValue()))
                .sum();
    }

    private static void row(String name, ProcessHandle process, long bytes, String state) {
        System.out.printf(
                Locale.ROOT, "%-24s %8d %6.0f MiB %10s  %s%n", name, process.pid(), bytes / MEBI, age(process), state);
    }

    private static String age(ProcessHandle process) {
        Duration age = Duration.between(process.info().startInstant().orElse(Instant.now()), Instant.now());
        return age.toHours() > 0
                ? age.toHours() + " h " + age.toMinutesPart() + " m"
                : age.toMinutes() + " m " + age.toSecondsPart() + " s";
    }
}
