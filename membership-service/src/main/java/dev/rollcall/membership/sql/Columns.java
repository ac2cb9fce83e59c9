package dev.rollcall.membership.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows for {@code unnest}: one array of a statement for each of their properties. */
public record Columns<T>(PreparedStatement statement, List<T> rows) {

    /**
     * @param type of the array's elements, as PostgreSQL calls it
     * @return the index after it
     */
    public int bind(int index, String type, Function<T, ? extends @Nullable Object> property) throws SQLException {
        Object[] values = rows.stream().map(property).toArray();
        statement.setArray(index, statement.getConnection().createArrayOf(type, values));
        return index + 1;
    }
}
