package dev.rollcall.audit;

import com.fasterxml.jackson.core.type.TypeReference;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rollcall.contract.account.AccountsApi.MemberStanding;
import dev.rollcall.contract.account.AccountsApi.OrganizationSummary;
import dev.rollcall.contract.event.CloudEvent;
import dev.rollcall.contract.event.StreamKey;
import dev.rollcall.contract.refusal.Problem;
import dev.rollcall.contract.stream.StreamsApi.Watermark;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** A real HTTP server that speaks what membership-service and sso-gateway say to the audit service, over what a test told it. */
public final class SourceServer implements QuarkusTestResourceLifecycleManager {
    private static final Map<String, List<CloudEvent>> STREAMS = new ConcurrentHashMap<>();
    private static final Map<String, Long> WATERMARKS = new ConcurrentHashMap<>();
    private static final Map<UUID, OrganizationSummary> ORGANIZATIONS = new ConcurrentHashMap<>();
    private static final Map<UUID, MemberStanding> STANDINGS = new ConcurrentHashMap<>();
    private static final List<String> CALLERS = new CopyOnWriteArrayList<>();
    private HttpServer server;

    /** The source has this event under its number. */
    public static void remember(CloudEvent... events) {
        for (CloudEvent event : events) {
            STREAMS.computeIfAbsent(event.source(), source -> new CopyOnWriteArrayList<>())
                    .add(event);
        }
    }

    public static Long watermark(String source) {
        return WATERMARKS.getOrDefault(source, 0L);
    }

    /** Every value of the header Authorization so far. */
    public static List<String> callers() {
        return CALLERS;
    }

    public static void organization(UUID id, String name) {
        ORGANIZATIONS.put(id, new OrganizationSummary(id, name, name));
    }

    public static void standing(MemberStanding standing) {
        STANDINGS.put(standing.memberId(), standing);
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/internal/v1/streams/", SourceServer::streams);
        server.createContext("/internal/v1/organizations/", SourceServer::organizations);
        server.createContext("/internal/v1/members/", SourceServer::members);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        String url = "http://localhost:" + server.getAddress().getPort();
        return Map.of(
                "ROLLCALL_AUDIT_LOG_KEY",
                TestLog.writeKey().toString(),
                "rollcall.membership.url",
                url,
                "rollcall.sso.url",
                url,
                "rollcall.audit.gap-patience",
                "1S",
                "rollcall.audit.watermark-rhythm",
                "500MS");
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private static void streams(HttpExchange exchange) throws IOException {
        CALLERS.add(exchange.getRequestHeaders().getFirst("Authorization"));
        String[] path = exchange.getRequestURI().getPath().split("/");
        if (path[path.length - 1].equals("watermarks")) {
            List<Watermark> told = Facts.JSON.readValue(exchange.getRequestBody(), new TypeReference<>() {});
            told.forEach(one -> WATERMARKS.merge(one.source(), one.sequence(), Math::max));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
            return;
        }
        Map<String, Long> range = Arrays.stream(
                        exchange.getRequestURI().getQuery().split("&"))
                .map(pair -> pair.split("="))
                .collect(Collectors.toMap(pair -> pair[0], pair -> Long.valueOf(pair[1])));
        answer(
                exchange,
                200,
                STREAMS.getOrDefault(StreamKey.sourceOf(path[path.length - 2]), List.of()).stream()
                        .filter(event -> event.sequenceNumber() >= range.get("from"))
                        .filter(event -> event.sequenceNumber() <= range.get("to"))
                        .toList());
    }

    private static void organizations(HttpExchange exchange) throws IOException {
        String asked = last(exchange);
        var found = ORGANIZATIONS.values().stream()
                .filter(one -> one.name().equalsIgnoreCase(asked)
                        || one.id().toString().equals(asked))
                .findFirst();
        if (found.isPresent()) {
            answer(exchange, 200, found.get());
        } else {
            answer(exchange, 404, Problem.of("ORGANIZATION_UNKNOWN", 404, "No organization " + asked, null));
        }
    }

    private static void members(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/");
        MemberStanding standing = STANDINGS.get(UUID.fromString(path[path.length - 2]));
        if (standing == null) {
            answer(exchange, 404, Problem.of("MEMBER_UNKNOWN", 404, "No member", null));
        } else {
            answer(exchange, 200, standing);
        }
    }

    private static String last(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = Facts.JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().add("Content-Type", status == 200 ? "application/json" : Problem.MEDIA_TYPE);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
