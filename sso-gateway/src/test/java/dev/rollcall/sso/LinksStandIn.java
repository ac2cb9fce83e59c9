package dev.rollcall.sso;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rollcall.contract.signin.SignInAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Answers {@code LinkSignInApi} at the process boundary where membership-service would be: whom a test lets in, and as whom. What the real one
 * decides is its own tests' and the system tests' business.
 */
public final class LinksStandIn {
    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule());
    private static final Map<String, SignInAnswer> ANSWERS = new ConcurrentHashMap<>();

    /** Bodies of questions for a decision, oldest first. */
    public static final List<JsonNode> ASKED = new CopyOnWriteArrayList<>();
    /** Addresses of which somebody asked whether they may have a link. */
    public static final List<String> PROSPECTS = new CopyOnWriteArrayList<>();

    private static volatile boolean broken;

    private LinksStandIn() {}

    /** Until it is mended, every answer is a 500. */
    public static void broken(boolean now) {
        broken = now;
    }

    /** What is decided about that address; a grant is foreseen, too. */
    public static void put(String email, SignInAnswer answer) {
        ANSWERS.put(email, answer);
    }

    static void serve(HttpServer server) {
        server.createContext("/internal/v1/sign-ins/by-link", LinksStandIn::answer);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        JsonNode question = JSON.readTree(exchange.getRequestBody());
        String email = question.path("email").asText();
        SignInAnswer known = ANSWERS.get(email);
        if (exchange.getRequestURI().getPath().endsWith("/prospect")) {
            PROSPECTS.add(email);
            if (broken) {
                send(exchange, 500, "{}");
                return;
            }
            send(
                    exchange,
                    200,
                    JSON.writeValueAsString(Map.of("open", known instanceof SignInAnswer.Granted, "email", email)));
        } else {
            ASKED.add(question);
            send(
                    exchange,
                    known == null ? 500 : 200,
                    known == null ? "{}" : JSON.writerFor(SignInAnswer.class).writeValueAsString(known));
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
