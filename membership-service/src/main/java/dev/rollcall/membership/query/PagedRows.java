package dev.rollcall.membership.query;

import dev.rollcall.contract.provisioning.ResourceQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one page, and nothing about those before it: whatever else is wanted of the rows is joined to this, so that it is looked up
 * for a page and not for the whole way to it. The way to a place in the plain list leads through the index of ids alone.
 *
 * @param sql a select of all columns over alias {@code s}, to be put in brackets; its order must be asked for again outside
 * @param values of its parameters, in order
 */
record PagedRows(String sql, List<@Nullable Object> values) {

    /** The rows of the plain list that come behind one of them. */
    static PagedRows behind(String table, Condition where, ResourceQuery query, UUID last, int count, String order) {
        List<@Nullable Object> values = new ArrayList<>(where.values());
        values.add(last);
        values.add(count);
        String from = query.descending() ? " and s.id < ?" : " and s.id > ?";
        return new PagedRows(
                "select s.* from " + table + " s where " + where.sql() + from + " " + order + " limit ?", values);
    }

    /**
     * @param where over alias {@code s}
     * @param count how many at most
     * @param passed how many are passed over
     * @param order over alias {@code s}, see {@link SortSql}
     */
    static PagedRows of(String table, Condition where, ResourceQuery query, int count, int passed, String order) {
        List<@Nullable Object> values = new ArrayList<>(where.values());
        String rows = "select s.* from " + table + " s where " + where.sql();
        boolean plain = query.filter() == null && query.sortBy() == null && query.after() == null;
        if (plain && passed > 0) {
            values.addAll(where.values());
            values.add(passed);
            values.add(count);
            String first =
                    "(select s.id from " + table + " s where " + where.sql() + " " + order + " limit 1 offset ?)";
            String from = query.descending() ? " and s.id <= " : " and s.id >= ";
            return new PagedRows(rows + from + first + " " + order + " limit ?", values);
        }
        String behind = Behind.sql(query, values);
        values.add(count);
        values.add(passed);
        return new PagedRows(rows + behind + " " + order + " limit ? offset ?", values);
    }
}
