package dev.rollcall.membership;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.rollcall.contract.provisioning.PackedUsers;
import dev.rollcall.contract.provisioning.UserRecord;
import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.kit.TestTokens;
import io.restassured.builder.ResponseBuilder;
import io.restassured.filter.Filter;
import io.restassured.response.Response;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An organization with a connection of its own, set straight into the tables, and the calls that scim-endpoint makes on it. */
public final class Stage {
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    /** Shows packed users as the JSON that they stand for. */
    private static final Filter UNPACKED = (request, response, more) -> unpacked(more.next(request, response));

    public final UUID organizationId = UUID.randomUUID();
    public final UUID connectionId = UUID.randomUUID();
    public final String name = "org-" + organizationId.toString().substring(0, 8);
    public final String domain = name + ".example";

    /** Default settings: userNames EMAIL, groupNames ORG_TEAM, STRICT, COMPAT, no seat limit. */
    public Stage() {
        this(null, "EMAIL", "ORG_TEAM", "STRICT");
    }

    public Stage(Integer seats, String userNames, String groupNames, String adoption) {
        sql(
                "insert into organization (id, name, name_key, display_name, seats, created_at) values (?, ?, ?, ?, ?, now())",
                organizationId,
                name,
                name,
                name,
                seats);
        sql(
                "insert into connection (id, name, name_key, protocol, organization_id, user_names, group_names, dialect, mode,"
                        + " adoption_policy, scim_enabled, jit_enabled, rate_limit, created_at, updated_at)"
                        + " values (?, ?, ?, 'SAML', ?, ?, ?, 'GENERIC', 'COMPAT', ?, true, true, 100, now(), now())",
                connectionId,
                name,
                name,
                organizationId,
                userNames,
                groupNames,
                adoption);
        sql(
                "insert into domain (name, organization_id, txt_value, created_at, verified_at, verified_by)"
                        + " values (?, ?, 'txt', now(), now(), 'OPERATOR')",
                domain,
                organizationId);
        sql("insert into connection_domain (connection_id, domain) values (?, ?)", connectionId, domain);
        sql(
                "insert into connection_organization (connection_id, organization_id) values (?, ?)",
                connectionId,
                organizationId);
    }

    public String mail(String local) {
        return local + "@" + domain;
    }

    public Response post(String path, String json) {
        return call().body(json).post(path(path));
    }

    public Response put(String path, String json) {
        return call().body(json).put(path(path));
    }

    public Response patch(String path, String json) {
        return call().body(json).patch(path(path));
    }

    public Response get(String path) {
        return call().get(path(path));
    }

    /** @param json {@code resource}, as the IdP sent it, in an object */
    public Response create(String json) {
        return createTogether(json.strip().replaceFirst("\\{", "{\"connection\":\"" + connectionId + "\","));
    }

    /** @param creations JSON */
    public Response createTogether(String... creations) {
        return call().body("[" + String.join(",", creations) + "]").post("/internal/v1/scim/users/creations");
    }

    /** @param changes JSON */
    public Response changeTogether(String... changes) {
        return call().body("[" + String.join(",", changes) + "]").post("/internal/v1/scim/users/changes");
    }

    /** @param changes JSON */
    public Response changeGroupsTogether(String... changes) {
        return call().body("[" + String.join(",", changes) + "]").post("/internal/v1/scim/groups/changes");
    }

    /** A PATCH of one attribute. */
    public String change(String traceparent, UUID id, String path, String value) {
        return ("{\"connection\":\"%s\",\"id\":\"%s\",\"versions\":[],\"traceparent\":\"%s\",\"patch\":{\"mode\":\"COMPAT\","
                        + "\"steps\":[{\"op\":\"replace\",\"path\":\"%s\",\"value\":%s}]}}")
                .formatted(connectionId, id, traceparent, path, value);
    }

    /** A PUT. */
    public String replacement(String traceparent, UUID id, String resource) {
        return "{\"connection\":\"%s\",\"id\":\"%s\",\"versions\":[],\"traceparent\":\"%s\",\"replacement\":%s}"
                .formatted(connectionId, id, traceparent, resource);
    }

    /** As scim-endpoint asks whose token this is. */
    public Response authenticate(dev.rollcall.contract.provisioning.ScimToken token) {
        return call().body("{\"publicId\":\"%s\",\"secretSha256\":\"%s\"}"
                        .formatted(token.publicId(), token.secretSha256()))
                .post("/internal/v1/scim/clients");
    }

    /** As scim-endpoint tells that the answer to this user's creation has left. */
    public Response delivered(UUID user) {
        return delivered("USER", user, 1);
    }

    /** @param kind USER or GROUP */
    public Response delivered(String kind, UUID id, long version) {
        return call().body("[{\"connection\":\"%s\",\"kind\":\"%s\",\"id\":\"%s\",\"version\":%d}]"
                        .formatted(connectionId, kind, id, version))
                .post("/internal/v1/scim/deliveries");
    }

    public String creation(String traceparent, String userName) {
        return "{\"connection\":\"%s\",\"traceparent\":\"%s\",\"resource\":{\"userName\":\"%s\"}}"
                .formatted(connectionId, traceparent, userName);
    }

    /** The trace ids of this organization's events so far, in order, as the events themselves carry them. */
    public List<String> traces() {
        return strings(
                "select substr(traceparent, 4, 32) from (select sequence as n, traceparent, 0 as later from event_log where source = ?"
                        + " union all select id, traceparent, 1 from outbox where source = ?) e order by later, n",
                "/membership/org/" + organizationId,
                "/membership/org/" + organizationId);
    }

    /** As this connection reads the user: a list of one, which is null where there is none. */
    public Response read(UUID id) {
        return read("{\"connection\":\"%s\",\"id\":\"%s\"}".formatted(connectionId, id));
    }

    /** @param keys JSON, with commas between them */
    public Response read(String keys) {
        return call().filter(UNPACKED).body("[" + keys + "]").post("/internal/v1/scim/users/reads");
    }

    /** @param query JSON; the answer is the page as JSON, {@code total} and {@code users} */
    public Response query(String query) {
        return call().filter(UNPACKED).body(query).post(path("/users/query"));
    }

    private static Response unpacked(Response response) {
        if (!response.contentType().startsWith(PackedUsers.MEDIA_TYPE)) {
            return response;
        }
        PackedUsers packed = PackedUsers.unpack(response.asByteArray());
        List<UserRecord> users = new ArrayList<>();
        packed.users().forEach(user -> users.add(user == null ? null : user.parsed()));
        Object shown = packed.total() < 0 ? users : Map.of("total", packed.total(), "users", users);
        return new ResponseBuilder()
                .clone(response)
                .setContentType("application/json")
                .setBody(JSON.valueToTree(shown).toString())
                .build();
    }

    public Response delete(String path) {
        return call().delete(path(path));
    }

    /** Creates a user with that userName and answers its id. */
    public UUID user(String userName) {
        return UUID.fromString(create("{\"resource\":{\"userName\":\"" + userName + "\"}}")
                .then()
                .statusCode(200)
                .extract()
                .path("[0].id"));
    }

    /** A member as an invitation would have left it: not managed by SCIM. */
    public UUID member(String email, String role, String origin) {
        UUID account = UUID.randomUUID();
        UUID member = UUID.randomUUID();
        String user = "u" + account.toString().substring(0, 12);
        sql(
                "insert into account (id, email, email_key, user_name, user_name_key, created_at, updated_at)"
                        + " values (?, ?, ?, ?, ?, now(), now())",
                account,
                email,
                email,
                user,
                user);
        sql(
                "insert into member (organization_id, account_id, id, role, role_source, status, origin, managed_by, joined_at,"
                        + " updated_at, version, session_epoch) values (?, ?, ?, ?, 'MANUAL', 'ACTIVE', ?, 'NONE', now(), now(), 1, 1)",
                organizationId,
                account,
                member,
                role,
                origin);
        return member;
    }

    /** The types of this organization's events so far, in order, without prefix and version. */
    public List<String> events() {
        return strings(
                        "select type from (select sequence as n, type, 0 as later from event_log where source = ? union all"
                                + " select id, type, 1 from outbox where source = ?) e order by later, n",
                        "/membership/org/" + organizationId,
                        "/membership/org/" + organizationId)
                .stream()
                .map(type -> type.replace("dev.rollcall.membership.", "").replace(".v1", ""))
                .toList();
    }

    public long count(String sql, Object... values) {
        return Long.parseLong(strings(sql, values).getFirst());
    }

    public static List<String> strings(String sql, Object... values) {
        try (Connection connection = open();
                PreparedStatement statement = bind(connection, sql, values);
                ResultSet rows = statement.executeQuery()) {
            List<String> all = new ArrayList<>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static void sql(String sql, Object... values) {
        try (Connection connection = open();
                PreparedStatement statement = bind(connection, sql, values)) {
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PreparedStatement bind(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    public static Connection open() throws SQLException {
        var infra = InfraTestResource.infra();
        return DriverManager.getConnection(
                infra.jdbcUrl("membership"), infra.user("membership"), infra.password("membership"));
    }

    private io.restassured.specification.RequestSpecification call() {
        return given().header("Authorization", "Bearer " + TestTokens.service("scim-endpoint", "membership-service"))
                .contentType("application/json");
    }

    private String path(String path) {
        return "/internal/v1/scim/connections/" + connectionId + path;
    }
}
