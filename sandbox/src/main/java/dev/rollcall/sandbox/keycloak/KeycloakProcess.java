package dev.rollcall.sandbox.keycloak;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One running Keycloak, on the loopback address, with data and a log of its own. */
public final class KeycloakProcess implements AutoCloseable {
    private static final Duration READY_LIMIT =
            Duration.ofSeconds(240); // some 20 s on two idle cores, 40 s the first time
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);
    private static final int POLL_MILLIS = 200;
    private static final int STOP_SECONDS = 15;

    private final Place place;
    private final Process process;

    /**
     * Where one runs.
     *
     * @param data folder of its database; found again by the next start
     */
    public record Place(int port, Path data, Path log) {
        /** The address that browsers and programs use. */
        public String url() {
            return "http://localhost:" + port;
        }
    }

    /** Its first administrator; later starts of the same data keep the one they know. */
    public record Admin(String name, String password) {}

    private KeycloakProcess(Place place, Process process) {
        this.place = place;
        this.process = process;
    }

    /**
     * Returns at once.
     *
     * @param environment for extensions
     */
    public static KeycloakProcess start(
            KeycloakDistribution keycloak, Place place, Admin admin, Map<String, String> environment)
            throws IOException {
        ProcessBuilder command = keycloak.command(List.of(
                "start",
                "--optimized",
                "--cache=local",
                "--db-url=jdbc:h2:file:" + place.data().resolve("keycloak").toAbsolutePath()
                        + ";NON_KEYWORDS=VALUE;DB_CLOSE_ON_EXIT=FALSE;DB_CLOSE_DELAY=0",
                "--http-enabled=true",
                "--http-host=127.0.0.1",
                "--http-port=" + place.port(),
                "--hostname=" + place.url()));
        command.redirectOutput(ProcessBuilder.Redirect.appendTo(place.log().toFile()));
        command.environment().putAll(environment);
        command.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", admin.name());
        command.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", admin.password());
        command.environment().put("MALLOC_ARENA_MAX", "2");
        Process process = command.start();
        process.getOutputStream().close();
        return new KeycloakProcess(place, process);
    }

    public String url() {
        return place.url();
    }

    public ProcessHandle process() {
        return process.toHandle();
    }

    /** @throws IOException when it ends, or does not answer in time */
    public void awaitReady() throws IOException, InterruptedException {
        long end = System.nanoTime() + READY_LIMIT.toNanos();
        try (HttpClient http =
                HttpClient.newBuilder().connectTimeout(ANSWER_LIMIT).build()) {
            while (!answers(http, place.url())) {
                if (!process.isAlive()) {
                    throw new IOException(
                            "Keycloak ended with exit code " + process.exitValue() + ". Its log: " + place.log());
                }
                if (System.nanoTime() > end) {
                    throw new IOException(
                            "Keycloak is not ready after " + READY_LIMIT.toSeconds() + " s. Its log: " + place.log());
                }
                process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
    }

    /** Whether one answers there. */
    public static boolean answers(HttpClient http, String url) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/realms/master"))
                .timeout(ANSWER_LIMIT)
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Ends it, kindly first. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
