package dev.rollcall.membership.query;

import dev.rollcall.membership.sql.Sql;
import java.util.UUID;
import java.util.function.Function;

/**
 * How resources of one type are read from their table, in a list.
 *
 * @param table its name; a row of it is {@code s} everywhere
 * @param columns that the row is read from, by name
 * @param joins what the columns need besides the table; empty for nothing. Neither adds nor takes rows
 */
public record Listing<T>(String table, String columns, String joins, Sql.Row<T> row, Function<T, UUID> id) {
    String from() {
        return " from " + table + " s" + joins;
    }
}
