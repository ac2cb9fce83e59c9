package dev.rollcall.systemtests.keycloak.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.keycloak.models.GroupModel;
import org.keycloak.models.UserModel;

/** The service that is pushed to. Its ids are never kept: each resource is found by Keycloak's id as {@code externalId}. */
final class ScimTarget {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;
    private final String token;

    ScimTarget(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    void pushUser(UserModel user) throws IOException {
        ObjectNode body = schemas("urn:ietf:params:scim:schemas:core:2.0:User")
                .put("externalId", user.getId())
                .put("userName", user.getEmail())
                .put("active", user.isEnabled());
        body.putObject("name").put("givenName", user.getFirstName()).put("familyName", user.getLastName());
        body.putArray("emails").addObject().put("value", user.getEmail()).put("primary", true);
        put("/Users", user.getId(), body);
    }

    void deleteUser(String externalId) throws IOException {
        delete("/Users", externalId);
    }

    /** The members stay as they are: they come one by one. */
    void pushGroup(GroupModel group) throws IOException {
        Optional<String> known = find("/Groups", group.getId());
        if (known.isPresent()) {
            ObjectNode patch = schemas("urn:ietf:params:scim:api:messages:2.0:PatchOp");
            patch.putArray("Operations")
                    .addObject()
                    .put("op", "replace")
                    .put("path", "displayName")
                    .put("value", group.getName());
            send("PATCH", "/Groups/" + known.get(), patch);
        } else {
            send(
                    "POST",
                    "/Groups",
                    schemas("urn:ietf:params:scim:schemas:core:2.0:Group")
                            .put("externalId", group.getId())
                            .put("displayName", group.getName()));
        }
    }

    void deleteGroup(String externalId) throws IOException {
        delete("/Groups", externalId);
    }

    void pushMembership(String user, String group, boolean in) throws IOException {
        Optional<String> member = find("/Users", user);
        Optional<String> of = find("/Groups", group);
        if (member.isEmpty() || of.isEmpty()) {
            return; // with a user or a group that is gone, its memberships are gone as well
        }
        ObjectNode patch = schemas("urn:ietf:params:scim:api:messages:2.0:PatchOp");
        ObjectNode operation = patch.putArray("Operations").addObject();
        if (in) {
            operation
                    .put("op", "add")
                    .put("path", "members")
                    .putArray("value")
                    .addObject()
                    .put("value", member.get());
        } else {
            operation.put("op", "remove").put("path", "members[value eq \"" + member.get() + "\"]");
        }
        send("PATCH", "/Groups/" + of.get(), patch);
    }

    private void put(String type, String externalId, ObjectNode body) throws IOException {
        Optional<String> known = find(type, externalId);
        if (known.isPresent()) {
            send("PUT", type + "/" + known.get(), body);
        } else {
            send("POST", type, body);
        }
    }

    private void delete(String type, String externalId) throws IOException {
        Optional<String> known = find(type, externalId);
        if (known.isPresent()) {
            send("DELETE", type + "/" + known.get(), null);
        }
    }

    private Optional<String> find(String type, String externalId) throws IOException {
        String filter = URLEncoder.encode("externalId eq \"" + externalId + "\"", StandardCharsets.UTF_8);
        JsonNode found = send("GET", type + "?filter=" + filter + "&attributes=id", null);
        return Optional.ofNullable(found.at("/Resources/0/id").textValue());
    }

    private static ObjectNode schemas(String schema) {
        ObjectNode body = JSON.createObjectNode();
        body.putArray("schemas").add(schema);
        return body;
    }

    private JsonNode send(String method, String path, ObjectNode body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(LIMIT)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/scim+json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IOException(
                        method + " " + path + " was answered " + answer.statusCode() + " " + answer.body());
            }
            return answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
