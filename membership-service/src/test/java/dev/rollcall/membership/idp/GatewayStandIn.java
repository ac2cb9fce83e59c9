package dev.rollcall.membership.idp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Answers {@code IdpReadingsApi} at the process boundary where sso-gateway would be, as a test has told it for that address. What the real one reads
 * is its own tests' business.
 */
public final class GatewayStandIn implements QuarkusTestResourceLifecycleManager {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Object> ANSWERS = new ConcurrentHashMap<>();
    private HttpServer server;

    /** @param asked metadata URL, issuer or the document itself; asked for anything else, it breaks the connection off */
    static void answer(String asked, Map<String, ?> reading) {
        ANSWERS.put(asked, reading);
    }

    @Override
    public int order() {
        return 1; // after the infrastructure, whose address for sso-gateway leads nowhere
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/internal/v1/idp-readings/", GatewayStandIn::answer);
        server.start();
        return Map.of(
                "ROLLCALL_SSO_URL",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "ROLLCALL_PRIVATE_HOSTS",
                "idp.corp.example");
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        JsonNode asked = JSON.readTree(exchange.getRequestBody());
        String key = asked.hasNonNull("url")
                ? asked.get("url").asText()
                : asked.hasNonNull("xml")
                        ? asked.get("xml").asText()
                        : asked.path("issuer").asText();
        Object answer = ANSWERS.get(key);
        if (answer == null
                || !exchange.getRequestHeaders().getFirst("Authorization").startsWith("Bearer ey")) {
            exchange.close();
            return;
        }
        byte[] body = JSON.writeValueAsString(answer).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
