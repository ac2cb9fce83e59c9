package dev.rollcall.sso;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.rollcall.contract.signin.SignInAnswer;
import dev.rollcall.contract.signin.SignInConnection;
import dev.rollcall.contract.signin.SignInConnectionsApi.Choice;
import dev.rollcall.contract.signin.SignInConnectionsApi.Choices;
import dev.rollcall.contract.signin.SignInConnectionsApi.Due;
import dev.rollcall.contract.signin.SignInConnectionsApi.DueList;
import dev.rollcall.contract.signin.SignInWish;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * Answers {@code SignInConnectionsApi} and {@code SignInApi} at the process boundary where membership-service would be: connections that a test put
 * there, and the decision that it set. What the real one decides is its own tests' and the system tests' business.
 */
public final class ConnectionsStandIn {
    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule());
    private static final Map<UUID, SignInConnection> CONNECTIONS = new ConcurrentHashMap<>();
    private static final Map<String, Function<JsonNode, SignInAnswer>> DECISIONS = new ConcurrentHashMap<>();

    /** Bodies of questions for a decision, oldest first. */
    public static final List<JsonNode> ASKED = new CopyOnWriteArrayList<>();
    /** Connections of which a test sign-in was told. */
    public static final List<UUID> TESTED = new CopyOnWriteArrayList<>();
    /** Connections whose metadata are due, by their address. */
    public static final Map<UUID, String> DUE = new ConcurrentHashMap<>();
    /** What was told about metadata. */
    public static final Map<UUID, JsonNode> READINGS = new ConcurrentHashMap<>();

    private static volatile boolean decisionsBroken;
    private static volatile boolean connectionsBroken;

    private ConnectionsStandIn() {}

    public static void put(SignInConnection connection) {
        CONNECTIONS.put(connection.id(), connection);
    }

    public static void delete(UUID connection) {
        CONNECTIONS.remove(connection);
    }

    /** What is decided about whoever comes over that connection. */
    public static void decide(UUID connection, Function<JsonNode, SignInAnswer> decision) {
        DECISIONS.put(connection.toString(), decision);
    }

    /** Until it is mended, every question for a decision is a 500. */
    public static void decisionsBroken(boolean now) {
        decisionsBroken = now;
    }

    /** Until it is mended, every question about a connection is a 500. */
    public static void connectionsBroken(boolean now) {
        connectionsBroken = now;
    }

    public static List<JsonNode> asked(UUID connection) {
        return ASKED.stream()
                .filter(question -> question.path("connection").asText().equals(connection.toString()))
                .toList();
    }

    /** @param others answers for connections that are not here */
    static void serve(HttpServer server, HttpHandler others) {
        server.createContext("/internal/v1/connections/", exchange -> connections(exchange, others));
        server.createContext("/internal/v1/sign-ins", ConnectionsStandIn::signIns);
    }

    private static void connections(HttpExchange exchange, HttpHandler others) throws IOException {
        if (connectionsBroken) {
            send(exchange, 500, "{}");
            return;
        }
        String[] path = exchange.getRequestURI().getPath().split("/");
        String last = path[path.length - 1];
        JsonNode body = JSON.readTree(exchange.getRequestBody());
        switch (last) {
            case "sign-in-reads" -> {
                if (MembershipStandIn.isBroken()) {
                    send(exchange, 500, "{}");
                } else {
                    answer(exchange, reads(body));
                }
            }
            case "choices" -> answer(exchange, choices(body.path("email").asText()));
            case "metadata-due" ->
                answer(
                        exchange,
                        new DueList(DUE.entrySet().stream()
                                .map(due -> new Due(due.getKey(), due.getValue()))
                                .toList()));
            default -> {
                SignInConnection connection = CONNECTIONS.get(UUID.fromString(path[path.length - 2]));
                if (connection == null) {
                    others.handle(exchange);
                } else {
                    ofOne(exchange, connection, last, body);
                }
            }
        }
    }

    /** One for each id; null for one that there is not. */
    private static List<Object> reads(JsonNode ids) throws IOException {
        List<Object> found = new ArrayList<>();
        for (JsonNode asked : ids) {
            UUID id = UUID.fromString(asked.asText());
            SignInConnection known = CONNECTIONS.get(id);
            found.add(known != null ? known : inBook(id));
        }
        return found;
    }

    private static JsonNode inBook(UUID id) throws IOException {
        String known = ConnectionBook.signIn(id);
        return known.isEmpty() ? JSON.nullNode() : JSON.readTree(known);
    }

    private static void ofOne(HttpExchange exchange, SignInConnection connection, String what, JsonNode body)
            throws IOException {
        UUID id = connection.id();
        switch (what) {
            case "sign-in" -> answer(exchange, connection);
            case "tested" -> {
                TESTED.add(id);
                send(exchange, 204, "");
            }
            case "metadata" -> {
                READINGS.put(id, body);
                DUE.remove(id);
                send(exchange, 204, "");
            }
            default -> send(exchange, 500, "{}");
        }
    }

    private static Choices choices(String email) {
        String domain = email.substring(email.indexOf('@') + 1);
        List<SignInConnection> ways = CONNECTIONS.values().stream()
                .filter(connection -> connection.state() == SignInConnection.State.ACTIVE)
                .filter(connection -> connection.domains().contains(domain))
                .toList();
        return new Choices(
                ways.stream()
                        .map(way -> new Choice(way.id(), way.name(), "acme"))
                        .toList(),
                ways.stream().anyMatch(SignInConnection::enforced));
    }

    private static void signIns(HttpExchange exchange) throws IOException {
        JsonNode question = JSON.readTree(exchange.getRequestBody());
        boolean together = exchange.getRequestURI().getPath().endsWith("/together");
        if (!together) {
            ASKED.add(question);
        }
        Function<JsonNode, SignInAnswer> decision =
                DECISIONS.get(question.path("connection").asText());
        if (together) {
            together(exchange, question);
        } else if (decisionsBroken || decision == null) {
            send(exchange, 500, "{}");
        } else {
            send(exchange, 200, JSON.writerFor(SignInAnswer.class).writeValueAsString(decision.apply(question)));
        }
    }

    /** One alone is decided; of several each is sent back to ask alone, as the real one does with whatever is not plain. */
    private static void together(HttpExchange exchange, JsonNode wishes) throws IOException {
        List<SignInAnswer> answers = new ArrayList<>(Collections.nCopies(wishes.size(), null));
        if (wishes.size() == 1) {
            JsonNode question = wishes.get(0).path("request");
            ASKED.add(question);
            Function<JsonNode, SignInAnswer> decision =
                    DECISIONS.get(question.path("connection").asText());
            if (decisionsBroken || decision == null) {
                send(exchange, 500, "{}");
                return;
            }
            answers.set(0, decision.apply(question));
        }
        send(exchange, 200, JSON.writeValueAsString(new SignInWish.Decided(answers)));
    }

    private static void answer(HttpExchange exchange, Object body) throws IOException {
        send(exchange, 200, JSON.writeValueAsString(body));
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
