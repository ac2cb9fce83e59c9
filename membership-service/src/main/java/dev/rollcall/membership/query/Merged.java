package dev.rollcall.membership.query;

import dev.rollcall.contract.provisioning.ResourceQuery;
import dev.rollcall.membership.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Lists that are sorted over two types: one statement, which each type gives its own first resources to. */
public final class Merged {
    /** What {@code kind} is for the second type. */
    private static final int SECOND = 2;

    private Merged() {}

    /** A row of either type. */
    public interface Row<T> {
        T read(java.sql.ResultSet row, boolean second) throws SQLException;
    }

    /**
     * A page in the query's order; among equals the first type's come first.
     *
     * @param columns of the first type, then those of the second: as many, of the same types in the same order, named by the first
     */
    public static <T> List<T> page(
            Connection connection, ResourceQuery query, List<Matches<?>> matches, List<String> columns, Row<T> row)
            throws SQLException {
        long most = query.startIndex() - 1L + query.count();
        Condition first = matches.getFirst().branch(1, columns.getFirst(), most);
        Condition second = matches.getLast().branch(SECOND, columns.getLast(), most);
        if (query.count() == 0) {
            return List.of();
        }
        String direction = query.descending() ? " desc" : "";
        List<Object> values = new ArrayList<>(first.values());
        values.addAll(second.values());
        values.add(query.count());
        values.add(query.startIndex() - 1);
        String sql = first.sql() + " union all " + second.sql() + " order by key" + direction + ", kind, id" + direction
                + " limit ? offset ?";
        return Sql.on(connection, sql, values.toArray())
                .within(Matches.WORK_MAX)
                .list(read -> row.read(read, read.getInt("kind") == SECOND));
    }
}
