package dev.rollcall.sso;

import com.sun.net.httpserver.HttpExchange;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Connections as membership-service would answer for them: which organizations each reaches. */
public final class ConnectionBook {
    private static final Map<UUID, List<UUID>> ORGANIZATIONS = new ConcurrentHashMap<>();

    private ConnectionBook() {}

    /** A new connection of these organizations, the first being its default. */
    public static UUID connection(UUID... organizations) {
        UUID id = UUID.randomUUID();
        ORGANIZATIONS.put(id, List.of(organizations));
        return id;
    }

    /** {@code GET /internal/v1/connections/{connection}/sign-in}; empty when there is none. */
    static String signIn(HttpExchange exchange) {
        return signIn(UUID.fromString(exchange.getRequestURI().getPath().split("/")[4]));
    }

    static String signIn(UUID id) {
        List<UUID> organizations = ORGANIZATIONS.getOrDefault(id, List.of());
        return organizations.isEmpty()
                ? ""
                : """
                        {"id":"%s","name":"corp","version":1,"state":"ACTIVE","organizationId":"%s","organizations":[%s],\
                        "domains":["acme.test"],"enforced":false,"idp":null}""".formatted(
                        id,
                        organizations.getFirst(),
                        organizations.stream().map(each -> "\"" + each + "\"").collect(Collectors.joining(",")));
    }
}
