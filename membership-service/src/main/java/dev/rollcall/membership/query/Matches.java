package dev.rollcall.membership.query;

import dev.rollcall.contract.provisioning.ResourceQuery;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.ScimRefusal;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.filter.FilterParser;
import dev.rollcall.scim.schema.ResourceType;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The resources of one type and connection that a query matches: counted, or a part of them in the query's order. */
public final class Matches<T> {
    /** A filter that meets no index reads everybody; what takes longer than this is no question that an identity provider has. */
    static final Duration WORK_MAX = Duration.ofSeconds(10);

    private final Listing<T> listing;
    private final ResourceType type;
    private final List<ResourceType> others;
    private final ResourceQuery query;
    private final @Nullable Filter filter;
    private final boolean impossible;
    private final Condition where;
    private final UUID connectionId;
    private Optional<Walks.End> walked = Optional.empty();

    private Matches(
            Listing<T> listing, ResourceType type, List<ResourceType> others, UUID connectionId, ResourceQuery query) {
        this.listing = listing;
        this.type = type;
        this.others = others;
        this.query = query;
        this.connectionId = connectionId;
        this.filter = query.filter() == null ? null : FilterParser.parse(query.filter(), type, others, mode());
        Condition condition = filter == null ? Condition.ALWAYS : FilterSql.compile(type, filter);
        this.impossible = condition.impossible();
        this.where = Condition.all(List.of(Condition.of("s.connection_id = ?", connectionId), condition));
    }

    /**
     * @param others the other types that the query is asked of
     * @throws ScimRefusal invalidFilter
     */
    public static <T> Matches<T> of(
            Listing<T> listing, ResourceType type, List<ResourceType> others, UUID connectionId, ResourceQuery query) {
        return new Matches<>(listing, type, others, connectionId, query);
    }

    /** What the query's filter says of this type; null when it has none. */
    public @Nullable Filter filter() {
        return filter;
    }

    /** Whether nothing of this type can match, whatever is stored. */
    public boolean none() {
        return impossible;
    }

    /**
     * How many match, as a part of them tells, or else counted. In the middle of a walk through a long list it is what the walk counted at its
     * beginning.
     */
    public long total(Connection connection, int count, int offset, List<T> part) throws SQLException {
        boolean last = count > 0 && part.size() < count && (!part.isEmpty() || offset == 0);
        if (last || impossible) {
            return impossible ? 0 : (long) offset + part.size();
        }
        long total = walked.isPresent() && !part.isEmpty()
                ? Math.max(walked.get().total(), (long) offset + part.size())
                : count(connection);
        if (plain() && !part.isEmpty()) {
            Walks.keep(place(offset + part.size()), new Walks.End(listing.id().apply(part.getLast()), total));
        }
        return total;
    }

    private long count(Connection connection) throws SQLException {
        return Sql.on(
                        connection,
                        "select count(*) from " + listing.table() + " s where " + where.sql(),
                        where.values().toArray())
                .within(WORK_MAX)
                .first(row -> row.getLong(1))
                .orElse(0L);
    }

    /** Whether this is the list of all resources in the order of their ids. */
    private boolean plain() {
        return query.filter() == null && query.sortBy() == null && query.after() == null;
    }

    private Walks.Place place(int passed) {
        return new Walks.Place(listing.table(), connectionId, query.descending(), passed);
    }

    /**
     * A part, in the query's order.
     *
     * @param count how many at most; nobody is asked for none
     * @param offset how many are passed over
     * @throws ScimRefusal invalidPath or invalidValue when there is no such order
     */
    public List<T> part(Connection connection, int count, int offset) throws SQLException {
        String order = SortSql.of(type, others, query.sortBy(), query.descending(), mode());
        if (impossible || count == 0) {
            return List.of();
        }
        walked = plain() ? Walks.find(place(offset)) : Optional.empty();
        PagedRows rows = walked.isPresent()
                ? PagedRows.behind(listing.table(), where, query, walked.get().lastId(), count, order)
                : PagedRows.of(listing.table(), where, query, count, offset, order);
        String sql = "select " + listing.columns() + " from (" + rows.sql() + ") s" + listing.joins() + " " + order;
        Sql read = Sql.on(connection, sql, rows.values().toArray());
        return (brief(offset) ? read : read.within(WORK_MAX)).list(listing.row());
    }

    /** Whether an index leads to the page and nothing is read but that: no timer need be set for it. */
    private boolean brief(int offset) {
        return filter == null && query.sortBy() == null && (offset == 0 || walked.isPresent());
    }

    /**
     * A branch of a list that is sorted over several types: the first of these resources, with {@code kind} and {@code key} in front.
     *
     * @param columns as in every other branch
     */
    Condition branch(int kind, String columns, long most) {
        String key = SortSql.key(type, others, Objects.requireNonNull(query.sortBy()), mode());
        String direction = query.descending() ? " desc" : "";
        // What a type lacks takes the type of the other one's key; ordered by, it would be text.
        String by = key.equals("null") ? "" : "key" + direction + ", ";
        List<Object> all = new ArrayList<>(where.values());
        all.add(most);
        return new Condition(
                "(select " + kind + " as kind, " + key + " as key, " + columns + listing.from() + " where "
                        + where.sql() + " order by " + by + "s.id" + direction + " limit ?)",
                all);
    }

    private Mode mode() {
        return Mode.valueOf(query.mode().name());
    }
}
