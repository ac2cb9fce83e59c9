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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The resources of one type and connection that a query matches: counted, or a part of them in the query's order. */
public final class Matches<T> {
    private final Listing<T> listing;
    private final ResourceType type;
    private final List<ResourceType> others;
    private final ResourceQuery query;
    private final @Nullable Filter filter;
    private final boolean impossible;
    private final Condition where;

    private Matches(
            Listing<T> listing, ResourceType type, List<ResourceType> others, UUID connectionId, ResourceQuery query) {
        this.listing = listing;
        this.type = type;
        this.others = others;
        this.query = query;
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

    /** How many match, as a part of them tells, or else counted. */
    public long total(Connection connection, int count, int offset, List<T> part) throws SQLException {
        boolean last = count > 0 && part.size() < count && (!part.isEmpty() || offset == 0);
        if (last || impossible) {
            return impossible ? 0 : (long) offset + part.size();
        }
        return Sql.on(
                        connection,
                        "select count(*) from " + listing.table() + " s where " + where.sql(),
                        where.values().toArray())
                .first(row -> row.getLong(1))
                .orElse(0L);
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
        PagedRows rows = PagedRows.of(listing.table(), where, query, count, offset, order);
        String sql = "select " + listing.columns() + " from (" + rows.sql() + ") s" + listing.joins() + " " + order;
        return Sql.on(connection, sql, rows.values().toArray()).list(listing.row());
    }

    /**
     * A branch of a list that is sorted over several types: the first of these resources, with {@code kind} and {@code key} in front.
     *
     * @param columns as in every other branch
     */
    Condition branch(int kind, String columns, long most) {
        String key = SortSql.key(type, others, Objects.requireNonNull(query.sortBy()), mode());
        String direction = query.descending() ? " desc" : "";
        List<Object> all = new ArrayList<>();
        all.addAll(where.values());
        all.add(most);
        return new Condition(
                "(select " + kind + " as kind, " + key + " as key, " + columns + listing.from() + " where "
                        + where.sql() + " order by key" + direction + ", s.id" + direction + " limit ?)",
                all);
    }

    private Mode mode() {
        return Mode.valueOf(query.mode().name());
    }
}
