package dev.rollcall.systemtests.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.sandbox.infra.Ports;
import dev.rollcall.systemtests.keycloak.push.ScimPushFactory;
import dev.rollcall.systemtests.suite.Await;
import dev.rollcall.systemtests.suite.Http;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One Keycloak, on a port of its own, with a database in memory. Its log stays in {@code target}. */
final class KeycloakServer implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(150); // 15 s on a quiet machine
    private static final String ADMIN = "admin";
    private static final String PASSWORD = "only-for-this-run";
    private static final Path LOG = Path.of("target", "keycloak.log").toAbsolutePath();

    private final String base;
    private final Process process;

    private KeycloakServer(String base, Process process) {
        this.base = base;
        this.process = process;
    }

    /** Ready when this returns; pushes there. */
    static KeycloakServer start(Http scim) throws IOException, InterruptedException {
        Files.deleteIfExists(LOG);
        Path home = KeycloakHome.ready();
        int port = Ports.free();
        Process process = launch(
                home,
                Map.of(
                        "KC_BOOTSTRAP_ADMIN_USERNAME",
                        ADMIN,
                        "KC_BOOTSTRAP_ADMIN_PASSWORD",
                        PASSWORD,
                        ScimPushFactory.URL,
                        scim.base(),
                        ScimPushFactory.TOKEN,
                        scim.token()),
                "start",
                "--optimized",
                "--cache=local",
                "--http-enabled=true",
                "--hostname-strict=false",
                "--http-host=127.0.0.1",
                "--http-port=" + port);
        // Of a run that is interrupted, too. Java is a child of kc.sh, which does not hand a signal on.
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> process.descendants().forEach(ProcessHandle::destroy), "keycloak-down"));
        KeycloakServer server = new KeycloakServer("http://127.0.0.1:" + port, process);
        try {
            Await.until("Keycloak is up; its log is " + LOG, START, server::isUp, up -> up || !process.isAlive());
            assertThat(process.isAlive())
                    .as("Keycloak runs; its log is %s", LOG)
                    .isTrue();
        } catch (RuntimeException | Error e) {
            server.close();
            throw e;
        }
        return server;
    }

    /** Runs Keycloak's own command. */
    static Process launch(Path home, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("bash", home.resolve("bin/kc.sh").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(LOG.toFile()));
        builder.environment().putAll(environment);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment()
                .put("JAVA_OPTS", "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xms64m -Xmx512m -Dfile.encoding=UTF-8");
        return builder.start();
    }

    private boolean isUp() {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/realms/master"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return HttpClient.newHttpClient()
                            .send(request, BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The admin REST API below that path, with a token that is good for the next minute. */
    Http admin(String path) {
        String token = new Http(base, "", "application/x-www-form-urlencoded")
                .post(
                        "/realms/master/protocol/openid-connect/token",
                        "grant_type=password&client_id=admin-cli&username=" + ADMIN + "&password=" + PASSWORD)
                .requireStatus(200)
                .json()
                .required("access_token")
                .asText();
        return new Http(base + "/admin/realms" + path, token, "application/json");
    }

    /** What it logged. */
    static String log() throws IOException {
        return Files.readString(LOG);
    }

    @Override
    public void close() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
