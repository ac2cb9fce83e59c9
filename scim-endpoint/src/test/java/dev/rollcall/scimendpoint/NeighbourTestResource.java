package dev.rollcall.scimendpoint;

import dev.rollcall.kit.InfraTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;

/** Real Kafka, keys and settings, and a {@link Neighbour} in membership-service's place. */
public final class NeighbourTestResource implements QuarkusTestResourceLifecycleManager {
    static Neighbour neighbour;
    private final InfraTestResource infra = new InfraTestResource();

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>(infra.start());
        try {
            int port = freePort();
            neighbour = new Neighbour(port);
            neighbour.start();
            settings.put("ROLLCALL_MEMBERSHIP_URL", "http://localhost:" + port);
            settings.put("ROLLCALL_SCIM_URL", "https://scim.test.example");
            return settings;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        try {
            neighbour.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            infra.stop();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
