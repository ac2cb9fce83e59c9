package dev.rollcall.sso.oidc;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKeySet;

/**
 * An OpenID provider on this machine that keeps the rules: a code is good once, for its client, with its verifier. What it says in its
 * tokens, and how it misbehaves, the test sets.
 */
public final class LocalProvider implements AutoCloseable {
    public record Grant(String challenge, Map<String, Object> claims) {}

    public final Map<String, Grant> codes = new ConcurrentHashMap<>();
    final AtomicInteger keyLooks = new AtomicInteger();
    public final List<Map<String, String>> tokenRequests = new ArrayList<>();
    final CountDownLatch over = new CountDownLatch(1);
    public volatile List<String> published = List.of("rsa");
    public volatile String signer = "rsa";
    public volatile Map<String, Object> userinfo = Map.of();
    public volatile boolean slow;
    public volatile int padding;

    private final HttpServer server;

    public LocalProvider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, 200, document()));
        server.createContext("/keys", exchange -> {
            keyLooks.incrementAndGet();
            answer(
                    exchange,
                    200,
                    new JsonWebKeySet(OidcKeys.published(published).keys()).toJson());
        });
        server.createContext("/token", this::token);
        server.createContext("/userinfo", exchange -> {
            boolean authorized = ("Bearer " + OidcCase.ACCESS_TOKEN)
                    .equals(exchange.getRequestHeaders().getFirst("Authorization"));
            answer(exchange, authorized ? 200 : 401, JsonUtil.toJson(userinfo));
        });
        server.start();
    }

    public String issuer() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private String document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("issuer", issuer());
        document.put("authorization_endpoint", issuer() + "/authorize");
        document.put("token_endpoint", issuer() + "/token");
        document.put("jwks_uri", issuer() + "/keys");
        document.put("userinfo_endpoint", issuer() + "/userinfo");
        document.put("authorization_response_iss_parameter_supported", true);
        return JsonUtil.toJson(document);
    }

    private void token(HttpExchange exchange) throws IOException {
        if (slow) {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        Map<String, String> form = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (authorization != null) {
            form.put("Authorization", authorization);
        }
        tokenRequests.add(form);
        Grant grant = codes.remove(form.getOrDefault("code", ""));
        String verifier = form.getOrDefault("code_verifier", "");
        if (grant == null || !AuthorizationRequest.challenge(verifier).equals(grant.challenge())) {
            answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
            return;
        }
        Map<String, Object> claims = new LinkedHashMap<>(grant.claims());
        claims.put("iss", issuer());
        String token = OidcKeys.token(Map.of("alg", "RS256", "kid", signer, "typ", "JWT"), claims, signer);
        answer(
                exchange,
                200,
                JsonUtil.toJson(Map.of(
                        "id_token",
                        token,
                        "access_token",
                        OidcCase.ACCESS_TOKEN,
                        "token_type",
                        "Bearer",
                        "padding",
                        " ".repeat(padding))));
    }

    private static Map<String, String> form(String body) {
        Map<String, String> form = new LinkedHashMap<>();
        for (String pair : body.split("&")) {
            int equals = pair.indexOf('=');
            form.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return form;
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            // the client has had enough
        }
    }

    @Override
    public void close() {
        over.countDown();
        server.stop(0);
    }
}
