package dev.rollcall.systemtests.keycloak;

import dev.rollcall.sandbox.client.Checkout;
import dev.rollcall.sandbox.infra.Ports;
import dev.rollcall.sandbox.infra.Trees;
import dev.rollcall.sandbox.keycloak.KeycloakDistribution;
import dev.rollcall.sandbox.keycloak.KeycloakProcess;
import dev.rollcall.systemtests.keycloak.push.ScimPushFactory;
import dev.rollcall.systemtests.suite.Http;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** One Keycloak that pushes, on a port of its own. Its log stays in {@code target}. */
final class KeycloakServer implements AutoCloseable {
    private static final KeycloakProcess.Admin ADMIN = new KeycloakProcess.Admin("admin", "only-for-this-run");
    private static final Path DATA = Path.of("target", "keycloak").toAbsolutePath();
    private static final Path LOG = Path.of("target", "keycloak.log").toAbsolutePath();

    private final KeycloakProcess process;

    private KeycloakServer(KeycloakProcess process) {
        this.process = process;
    }

    /** Ready when this returns; pushes there. */
    static KeycloakServer start(Http scim) throws IOException, InterruptedException {
        Files.deleteIfExists(LOG);
        Trees.delete(DATA);
        KeycloakDistribution keycloak =
                KeycloakDistribution.ready(Checkout.find(), PushProvider.jar(), System.out::println);
        KeycloakProcess process = KeycloakProcess.start(
                keycloak,
                new KeycloakProcess.Place(Ports.free(), DATA, LOG),
                ADMIN,
                Map.of(ScimPushFactory.URL, scim.base(), ScimPushFactory.TOKEN, scim.token()));
        Runtime.getRuntime().addShutdownHook(new Thread(process::close, "keycloak-down")); // an interrupted run's, too
        try {
            process.awaitReady();
        } catch (IOException e) {
            process.close();
            throw e;
        }
        return new KeycloakServer(process);
    }

    /** The admin REST API below that path, with a token that is good for the next minute. */
    Http admin(String path) {
        String token = new Http(process.url(), "", "application/x-www-form-urlencoded")
                .post(
                        "/realms/master/protocol/openid-connect/token",
                        "grant_type=password&client_id=admin-cli&username=" + ADMIN.name() + "&password="
                                + ADMIN.password())
                .requireStatus(200)
                .json()
                .required("access_token")
                .asText();
        return new Http(process.url() + "/admin/realms" + path, token, "application/json");
    }

    @Override
    public void close() {
        process.close();
    }
}
