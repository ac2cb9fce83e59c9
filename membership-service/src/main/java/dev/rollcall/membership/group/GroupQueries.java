package dev.rollcall.membership.group;

import dev.rollcall.contract.provisioning.GroupPage;
import dev.rollcall.contract.provisioning.GroupRecord;
import dev.rollcall.contract.provisioning.ResourceQuery;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.membership.query.Condition;
import dev.rollcall.membership.query.FilterSql;
import dev.rollcall.membership.query.PagedRows;
import dev.rollcall.membership.query.SortSql;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.sql.Transactions;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.filter.FilterParser;
import dev.rollcall.scim.schema.ResourceTypes;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads of SCIM Groups. Members are loaded only when asked for, and then all of them. */
@ApplicationScoped
public class GroupQueries {
    /** A page that would carry more is refused: the IdP must ask for fewer groups or leave members out. */
    static final int MEMBERS_PER_PAGE_MAX = 10_000;

    private final Transactions transactions;

    GroupQueries(Transactions transactions) {
        this.transactions = transactions;
    }

    public GroupRecord require(UUID connectionId, UUID id, boolean withMembers) {
        return transactions.read(connection -> {
            GroupState group = GroupRows.find(connection, connectionId, id)
                    .orElseThrow(() -> Refusal.GROUP_UNKNOWN.because("There is no group " + id + "."));
            return group.record(withMembers ? GroupRows.members(connection, connectionId, id) : null);
        });
    }

    public GroupPage list(UUID connectionId, ResourceQuery query) {
        Mode mode = Mode.valueOf(query.mode().name());
        Condition all = Condition.of("s.connection_id = ?", connectionId);
        Condition where = query.filter() == null
                ? all
                : all.and(FilterSql.compile(
                        ResourceTypes.GROUP, FilterParser.parse(query.filter(), ResourceTypes.GROUP, mode)));
        String order = SortSql.of(ResourceTypes.GROUP, query.sortBy(), query.descending(), mode);
        return transactions.read(connection -> page(connection, connectionId, query, where, order));
    }

    private static GroupPage page(
            Connection connection, UUID connectionId, ResourceQuery query, Condition where, String order)
            throws SQLException {
        long total = query.uncounted()
                ? -1
                : Sql.on(
                                connection,
                                "select count(*) from scim_group s where " + where.sql(),
                                where.values().toArray())
                        .first(row -> row.getLong(1))
                        .orElse(0L);
        PagedRows rows = PagedRows.of("scim_group", where, query, order);
        List<GroupState> groups = Sql.on(
                        connection,
                        "select " + GroupRows.COLUMNS + " from (" + rows.sql() + ") s " + order,
                        rows.values().toArray())
                .list(GroupRows::group);
        if (!query.references()) {
            return new GroupPage(total, groups.stream().map(g -> g.record(null)).toList());
        }
        requireFew(connection, groups);
        List<GroupRecord> full = new ArrayList<>();
        for (GroupState group : groups) {
            full.add(group.record(GroupRows.members(connection, connectionId, group.id())));
        }
        return new GroupPage(total, full);
    }

    private static void requireFew(Connection connection, List<GroupState> groups) throws SQLException {
        UUID[] ids = groups.stream().map(GroupState::id).toArray(UUID[]::new);
        boolean tooMany = Sql.on(
                        connection,
                        "select 1 from scim_group_member where group_id = any(?::uuid[]) offset ? limit 1",
                        ids,
                        MEMBERS_PER_PAGE_MAX)
                .first(row -> row.getInt(1))
                .isPresent();
        if (tooMany) {
            throw Refusal.TOO_MANY.because("These groups have more than " + MEMBERS_PER_PAGE_MAX
                    + " members together: ask for fewer groups, or leave members out (excludedAttributes=members).");
        }
    }
}
