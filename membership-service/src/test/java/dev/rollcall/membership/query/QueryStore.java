package dev.rollcall.membership.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.contract.provisioning.ResourceQuery;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.sandbox.client.Infra;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.filter.FilterParser;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scim.schema.ResourceTypes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** The tables on a real database, filled for one connection, with the same resources at hand as a client would see them. */
final class QueryStore {
    private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");
    private static Connection database;

    final UUID connection = UUID.randomUUID();
    final ResourceType type;
    /** By id, in the order of ids, which is that of creation. */
    final Map<UUID, ObjectNode> resources = new LinkedHashMap<>();

    private QueryStore(ResourceType type) {
        this.type = type;
    }

    static QueryStore users() {
        return new QueryStore(ResourceTypes.USER);
    }

    static QueryStore groups() {
        return new QueryStore(ResourceTypes.GROUP);
    }

    /** One database for all classes of a run; it ends with this process. */
    static synchronized Connection database() throws SQLException {
        if (database == null) {
            Infra infra = Infra.start(Path.of("target", "query-infra"));
            database = DriverManager.getConnection(
                    infra.jdbcUrl("membership") + "&stringtype=unspecified",
                    infra.user("membership"),
                    infra.password("membership"));
            Sql.on(database, migration("V1__membership.sql")).update();
        }
        return database;
    }

    static String migration(String file) {
        try (InputStream in = QueryStore.class.getResourceAsStream("/db/migration/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ids that sort as they were given, as those of version 7 do. */
    UUID nextId() {
        return new UUID(0x0190_0000_0000_7000L + resources.size(), connection.getLeastSignificantBits());
    }

    /** As {@link #user(ObjectNode, Instant, Instant, long)}, made and changed in the second of its number. */
    UUID user(String json) throws SQLException {
        Instant moment = CREATED.plusSeconds(resources.size());
        return user(dev.rollcall.scim.ScimJson.read(json), moment, moment, 1);
    }

    /** @param stored canonical, with userName */
    UUID user(ObjectNode stored, Instant created, Instant modified, long version) throws SQLException {
        UUID id = nextId();
        if (!stored.has("active")) {
            stored.put("active", true);
        }
        String userName = stored.path("userName").asText();
        Sql.on(
                        database(),
                        "insert into scim_user values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?)",
                        connection,
                        id,
                        UUID.randomUUID(),
                        userName,
                        userName.toLowerCase(Locale.ROOT),
                        stored.path("externalId").textValue(),
                        stored.path("active").asBoolean(),
                        stored.toString(),
                        created,
                        modified,
                        version)
                .update();
        return rendered(id, stored.deepCopy(), created, modified, version);
    }

    UUID group(String displayName, String externalId, UUID... members) throws SQLException {
        UUID id = nextId();
        Instant moment = CREATED.plusSeconds(resources.size());
        group(id, displayName, externalId, moment);
        ObjectNode group = JsonNodeFactory.instance.objectNode().put("displayName", displayName);
        if (externalId != null) {
            group.put("externalId", externalId);
        }
        for (UUID member : members) {
            join(id, member);
            group.withArray("members")
                    .addObject()
                    .put("value", member.toString())
                    .put("type", "User");
        }
        return rendered(id, group, moment, moment, 1);
    }

    /** Puts a user of this store into a new group of the same connection. */
    void groupOf(UUID user, UUID groupId, String displayName) throws SQLException {
        join(groupId, user);
        resources
                .get(user)
                .withArray("groups")
                .addObject()
                .put("value", groupId.toString())
                .put("display", displayName)
                .put("type", "direct");
    }

    void group(UUID id, String displayName, String externalId, Instant moment) throws SQLException {
        Sql.on(
                        database(),
                        "insert into scim_group values (?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
                        connection,
                        id,
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        displayName,
                        displayName.toLowerCase(Locale.ROOT),
                        externalId,
                        moment,
                        moment)
                .update();
    }

    private void join(UUID group, UUID user) throws SQLException {
        Sql.on(database(), "insert into scim_group_member values (?, ?) on conflict do nothing", group, user)
                .update();
    }

    private UUID rendered(UUID id, ObjectNode resource, Instant created, Instant modified, long version) {
        resource.put("id", id.toString());
        resource.putObject("meta")
                .put("resourceType", type.name())
                .put("created", created.toString())
                .put("lastModified", modified.toString())
                .put("version", "W/\"" + version + "\"");
        type.stampSchemas(resource);
        resources.put(id, resource);
        return id;
    }

    Filter parse(String filter) {
        return FilterParser.parse(filter, type, Mode.COMPAT);
    }

    /** What the compiled filter finds. */
    Set<UUID> found(Filter filter) throws SQLException {
        Condition condition = FilterSql.compile(type, filter);
        return new TreeSet<>(select(condition, ""));
    }

    Set<UUID> found(String filter) throws SQLException {
        return found(parse(filter));
    }

    /** What the oracle says should be found. */
    Set<UUID> matching(Filter filter) {
        Set<UUID> ids = new TreeSet<>();
        resources.forEach((id, resource) -> {
            if (filter.matches(type, resource)) {
                ids.add(id);
            }
        });
        return ids;
    }

    List<UUID> sorted(String sortBy, boolean descending) throws SQLException {
        return select(Condition.ALWAYS, SortSql.of(type, List.of(), sortBy, descending, Mode.COMPAT));
    }

    /** How the database would look for it. */
    String plan(String filter) throws SQLException {
        Condition condition = FilterSql.compile(type, parse(filter));
        return String.join(
                "\n",
                Sql.on(database(), "explain " + text(condition, ""), values(condition))
                        .list(row -> row.getString(1)));
    }

    /** How the database came to a page, with what it read on the way. */
    String plan(ResourceQuery query) throws SQLException {
        PagedRows rows = rows(query);
        return String.join(
                "\n",
                Sql.on(
                                database(),
                                "explain (analyze, costs off, timing off) " + rows.sql(),
                                rows.values().toArray())
                        .list(row -> row.getString(1)));
    }

    /** A page, in its order. */
    List<UUID> found(ResourceQuery query) throws SQLException {
        PagedRows rows = rows(query);
        return Sql.on(database(), rows.sql(), rows.values().toArray()).list(row -> row.getObject("id", UUID.class));
    }

    private PagedRows rows(ResourceQuery query) {
        Condition all = Condition.of("s.connection_id = ?", connection);
        Condition where = query.filter() == null
                ? all
                : Condition.all(List.of(all, FilterSql.compile(type, parse(query.filter()))));
        String order = SortSql.of(type, List.of(), query.sortBy(), query.descending(), Mode.COMPAT);
        return PagedRows.of(table(), where, query, query.count(), query.startIndex() - 1, order);
    }

    private String table() {
        return type == ResourceTypes.GROUP ? "scim_group" : "scim_user";
    }

    private List<UUID> select(Condition condition, String order) throws SQLException {
        return Sql.on(database(), text(condition, order), values(condition)).list(row -> row.getObject(1, UUID.class));
    }

    private String text(Condition condition, String order) {
        return "select s.id from " + table() + " s where s.connection_id = ? and " + condition.sql() + " " + order;
    }

    private Object[] values(Condition condition) {
        List<Object> values = new ArrayList<>(condition.values());
        values.addFirst(connection);
        return values.toArray();
    }

    /** All texts anywhere in the resources: what random filters are made of. */
    List<String> texts() {
        Set<String> texts = new TreeSet<>();
        resources.values().forEach(resource -> collect(resource, texts));
        return List.copyOf(texts);
    }

    private static void collect(JsonNode node, Set<String> texts) {
        if (node.isTextual()) {
            texts.add(node.textValue());
        }
        node.forEach(child -> collect(child, texts));
    }
}
