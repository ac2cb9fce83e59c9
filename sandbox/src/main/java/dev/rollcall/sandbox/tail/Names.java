package dev.rollcall.sandbox.tail;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.sandbox.seed.AdminApi;
import dev.rollcall.sandbox.suite.SandboxFailure;
import dev.rollcall.sandbox.suite.SandboxFile;
import java.util.HashMap;
import java.util.Map;

/** Names for ids: organizations asked from the admin API once each, connections as the sandbox knows them. */
final class Names {
    private final Map<String, String> organizations = new HashMap<>();
    private final Map<String, String> connections = new HashMap<>();
    private final AdminApi api;
    private final String membershipUrl;

    Names(AdminApi api, SandboxFile suite) {
        this.api = api;
        this.membershipUrl = suite.services().getOrDefault("membership", "");
        suite.connections().forEach((name, connection) -> {
            connections.put(connection.id(), name);
            organizations.put(connection.organizationId(), connection.organization());
        });
    }

    /** The organization's name, or its id when nobody knows it. */
    String organization(String id) {
        return organizations.computeIfAbsent(id, this::ask);
    }

    private String ask(String id) {
        try {
            return api.find(membershipUrl + "/v2/orgs/" + id)
                    .map(organization -> organization.path("name").asText(id))
                    .orElse(id);
        } catch (SandboxFailure e) {
            return id; // a name is a courtesy: an entry is shown without it too
        }
    }

    /** {@code scim:<connection id>} with the connection's name in place of its id, where known. */
    String actor(String reference) {
        int colon = reference.indexOf(':');
        String id = reference.substring(colon + 1);
        String name = connections.get(id);
        return name == null ? reference : reference.substring(0, colon + 1) + name;
    }

    /** Takes what a list of organizations says, so that it need not be asked one by one. */
    void learn(JsonNode organization) {
        organizations.put(
                organization.path("id").asText(), organization.path("name").asText());
    }
}
