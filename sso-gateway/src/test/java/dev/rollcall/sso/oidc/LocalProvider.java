package dev.rollcall.sso.oidc;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
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
    /** @param client for whom the code was made; null for whoever asks */
    public record Grant(String challenge, Map<String, Object> claims, String client) {
        public Grant(String challenge, Map<String, Object> claims) {
            this(challenge, claims, null);
        }
    }

    public final Map<String, Grant> codes = new ConcurrentHashMap<>();
    public final AtomicInteger keyLooks = new AtomicInteger();
    /** Calls of addresses that the document does not name. */
    public final AtomicInteger elsewhere = new AtomicInteger();

    public final List<Map<String, String>> tokenRequests = new ArrayList<>();
    final CountDownLatch over = new CountDownLatch(1);
    public volatile List<String> published = List.of("rsa");
    public volatile String signer = "rsa";
    public volatile Map<String, Object> userinfo = Map.of();
    public volatile boolean slow;
    public volatile int padding;
    /** More of the ID token's header, or other values in it. */
    public volatile Map<String, Object> header = Map.of();
    /** Where the token endpoint sends its callers; null: nowhere. */
    public volatile String redirect;

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
        server.createContext("/", exchange -> {
            elsewhere.incrementAndGet();
            answer(exchange, 200, new JsonWebKeySet(OidcKeys.published("attacker")).toJson());
        });
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
        if (redirect != null) {
            exchange.getResponseHeaders().set("Location", redirect);
            answer(exchange, 302, "{}");
            return;
        }
        Map<String, String> form = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (authorization != null) {
            form.put("Authorization", authorization);
        }
        tokenRequests.add(form);
        Grant grant = codes.remove(form.getOrDefault("code", ""));
        String verifier = form.getOrDefault("code_verifier", "");
        boolean foreign =
                grant != null && grant.client() != null && !grant.client().equals(client(form));
        if (grant == null
                || foreign
                || !AuthorizationRequest.challenge(verifier).equals(grant.challenge())) {
            answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
            return;
        }
        Map<String, Object> claims = new LinkedHashMap<>(grant.claims());
        claims.put("iss", issuer());
        Map<String, Object> head = new LinkedHashMap<>(Map.of("alg", "RS256", "kid", signer, "typ", "JWT"));
        head.putAll(header);
        String token = OidcKeys.token(head, claims, signer);
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

    /** RFC 6749 §2.3.1. */
    private static String client(Map<String, String> form) {
        String basic = form.get("Authorization");
        if (basic == null) {
            return form.get("client_id");
        }
        String pair =
                new String(Base64.getDecoder().decode(basic.substring("Basic ".length())), StandardCharsets.UTF_8);
        return URLDecoder.decode(pair.substring(0, pair.indexOf(':')), StandardCharsets.UTF_8);
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
