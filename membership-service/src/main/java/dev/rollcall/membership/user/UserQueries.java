package dev.rollcall.membership.user;

import dev.rollcall.contract.provisioning.ResourceQuery;
import dev.rollcall.contract.provisioning.UserKey;
import dev.rollcall.contract.provisioning.UserPage;
import dev.rollcall.contract.provisioning.UserRecord;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.membership.query.Condition;
import dev.rollcall.membership.query.FilterSql;
import dev.rollcall.membership.query.PagedRows;
import dev.rollcall.membership.query.SortSql;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.sql.Transactions;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.filter.FilterParser;
import dev.rollcall.scim.filter.Operator;
import dev.rollcall.scim.schema.ResourceTypes;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads of SCIM Users: single ones, or a page of a filter. One statement a page; a second only where the total is not known from it. */
@ApplicationScoped
public class UserQueries {
    private final Transactions transactions;

    UserQueries(Transactions transactions) {
        this.transactions = transactions;
    }

    /** One for each key, in their order; null where the key's connection knows none. */
    public List<@Nullable UserRecord> read(List<UserKey> keys) {
        if (keys.size() > UserKey.TOGETHER_MAX || keys.stream().anyMatch(Objects::isNull)) {
            throw Refusal.REQUEST_MALFORMED.because(
                    "Up to " + UserKey.TOGETHER_MAX + " users are read at once, each with a key.");
        }
        return transactions.read(connection -> UserReads.on(connection, keys));
    }

    public UserPage list(UUID connectionId, ResourceQuery query) {
        Mode mode = Mode.valueOf(query.mode().name());
        @Nullable
        Filter filter = query.filter() == null ? null : FilterParser.parse(query.filter(), ResourceTypes.USER, mode);
        return transactions.read(connection -> page(connection, connectionId, query, filter, mode));
    }

    private static UserPage page(
            Connection connection, UUID connectionId, ResourceQuery query, @Nullable Filter filter, Mode mode)
            throws SQLException {
        Condition all = Condition.of("s.connection_id = ?", connectionId);
        Condition where = filter == null ? all : all.and(FilterSql.compile(ResourceTypes.USER, filter));
        List<UserRecord> users = List.of();
        if (query.count() > 0) {
            String order = SortSql.of(ResourceTypes.USER, query.sortBy(), query.descending(), mode);
            PagedRows rows = PagedRows.of("scim_user", where, query, order);
            users = Sql.on(
                            connection,
                            "select " + UserRows.COLUMNS + " from (" + rows.sql() + ") s" + UserRows.JOINS + order,
                            rows.values().toArray())
                    .list(UserRows::user);
        }
        if (query.uncounted()) {
            return new UserPage(-1, query.references() ? withGroups(connection, users) : users);
        }
        long total = total(connection, where, query, users);
        if (total == 0 && filter != null) {
            Optional<UserRecord> unmanaged = unmanaged(connection, connectionId, filter);
            if (unmanaged.isPresent()) {
                return new UserPage(
                        1, query.count() > 0 && query.startIndex() == 1 ? List.of(unmanaged.get()) : List.of());
            }
        }
        return new UserPage(total, query.references() ? withGroups(connection, users) : users);
    }

    /** On a page of the plain list only those behind it are counted: how many come before is what the client asked with. */
    private static long total(Connection connection, Condition where, ResourceQuery query, List<UserRecord> users)
            throws SQLException {
        long met = query.startIndex() - 1L + users.size();
        if (query.count() > 0 && users.size() < query.count() && (!users.isEmpty() || query.startIndex() == 1)) {
            return met;
        }
        boolean behind = query.filter() == null && query.sortBy() == null && query.after() == null && !users.isEmpty();
        Condition counted = behind
                ? where.and(Condition.of(
                        query.descending() ? "s.id < ?" : "s.id > ?",
                        users.getLast().id()))
                : where;
        long found = Sql.on(
                        connection,
                        "select count(*) from scim_user s where " + counted.sql(),
                        counted.values().toArray())
                .first(row -> row.getLong(1))
                .orElse(0L);
        return behind ? met + found : found;
    }

    /** R-SCIM-49: the look-up before a create finds members that SCIM does not manage, so that the IdP learns of the clash at once. */
    private static Optional<UserRecord> unmanaged(Connection connection, UUID connectionId, Filter filter)
            throws SQLException {
        if (filter instanceof Filter.Compare compare
                && compare.operator() == Operator.EQ
                && compare.path().toString().equals("userName")
                && compare.literal().isTextual()) {
            return UserReads.unmanaged(
                    connection,
                    new UserKey(connectionId, null, compare.literal().textValue(), false));
        }
        return Optional.empty();
    }

    private static List<UserRecord> withGroups(Connection connection, List<UserRecord> users) throws SQLException {
        Map<UUID, List<UserRecord.Reference>> groups = new HashMap<>();
        Sql.on(
                        connection,
                        "select gm.user_id, g.id, g.display_name from scim_group_member gm join scim_group g on g.id = gm.group_id"
                                + " where gm.user_id = any(?::uuid[]) order by g.id",
                        (Object) users.stream().map(UserRecord::id).toArray(UUID[]::new))
                .list(row -> groups.computeIfAbsent(row.getObject(1, UUID.class), id -> new ArrayList<>())
                        .add(new UserRecord.Reference(row.getObject(2, UUID.class), row.getString(3))));
        return users.stream()
                .map(user -> user.with(groups.getOrDefault(user.id(), List.of())))
                .toList();
    }
}
