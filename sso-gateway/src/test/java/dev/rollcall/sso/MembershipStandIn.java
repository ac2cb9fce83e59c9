package dev.rollcall.sso;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;

/**
 * Answers {@code AccountsApi} at the process boundary where membership-service would be: one owner, two organizations,
 * the memberships of {@link MemberBook} and
 * the connections of {@link ConnectionBook}. What the real one answers is
 * the system tests' business.
 */
public final class MembershipStandIn implements QuarkusTestResourceLifecycleManager {
    public static final UUID OWNER_ACCOUNT = UUID.fromString("0190a000-0000-7000-8000-000000000001");
    public static final UUID ACME = UUID.fromString("0190a000-0000-7000-8000-00000000acae");
    public static final UUID GLOBEX = UUID.fromString("0190a000-0000-7000-8000-000000001b1e");

    private static volatile boolean broken;
    private HttpServer server;

    /** Until it is mended, every answer is a 500. */
    public static void broken(boolean now) {
        broken = now;
    }

    static boolean isBroken() {
        return broken;
    }

    @Override
    public int order() {
        return 1; // after the infrastructure, whose address for membership-service leads nowhere
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/internal/v1/accounts/owner", exchange -> answer(exchange, owner(exchange)));
        server.createContext(
                "/internal/v1/accounts/",
                exchange -> answer(exchange, new Answer(200, MemberBook.memberships(exchange))));
        server.createContext("/internal/v1/members/", exchange -> answer(exchange, standing(exchange)));
        server.createContext("/internal/v1/organizations/", exchange -> answer(exchange, organization(exchange)));
        LinksStandIn.serve(server);
        ConnectionsStandIn.serve(server, exchange -> answer(exchange, connection(exchange)));
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
        return Map.of(
                "ROLLCALL_MEMBERSHIP_URL",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "ROLLCALL_OWNER_EMAIL",
                Gateway.OWNER_EMAIL,
                "ROLLCALL_OWNER_PASSWORD",
                Gateway.OWNER_PASSWORD,
                // Each test comes from addresses of its own, as if a trusted proxy named them.
                "quarkus.http.proxy.proxy-address-forwarding",
                "true",
                "rollcall.access-token.max-lifetime",
                "PT1H");
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private record Answer(int status, String body) {}

    private static Answer owner(HttpExchange exchange) throws IOException {
        String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        return asked.contains("\"" + Gateway.OWNER_EMAIL + "\"") && asksWithToken(exchange)
                ? new Answer(200, """
                        {"accountId":"%s","email":"%s","userName":"owner"}""".formatted(OWNER_ACCOUNT, Gateway.OWNER_EMAIL))
                : new Answer(500, "{}");
    }

    private static Answer organization(HttpExchange exchange) {
        String asked = exchange.getRequestURI().getPath().replaceFirst(".*/", "");
        for (var known : Map.of("acme", ACME, "globex", GLOBEX).entrySet()) {
            if (asked.equalsIgnoreCase(known.getKey())
                    || asked.equals(known.getValue().toString())) {
                return new Answer(200, """
                        {"id":"%s","name":"%s","displayName":"x"}""".formatted(known.getValue(), known.getKey()));
            }
        }
        return new Answer(404, """
                {"type":"t","title":"t","status":404,"detail":"There is no such organization.","code":"ORGANIZATION_UNKNOWN"}""");
    }

    private static Answer standing(HttpExchange exchange) {
        String known = MemberBook.standing(exchange);
        return known.isEmpty() ? new Answer(404, """
                        {"type":"t","title":"t","status":404,"detail":"No such membership.","code":"MEMBER_UNKNOWN"}""") : new Answer(200, known);
    }

    private static Answer connection(HttpExchange exchange) {
        String known = ConnectionBook.signIn(exchange);
        return known.isEmpty() ? new Answer(404, """
                        {"type":"t","title":"t","status":404,"detail":"No such connection.","code":"CONNECTION_UNKNOWN"}""") : new Answer(200, known);
    }

    private static boolean asksWithToken(HttpExchange exchange) {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        return authorization != null && authorization.startsWith("Bearer ey");
    }

    private static void answer(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = (broken ? "{}" : answer.body()).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(broken ? 500 : answer.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
