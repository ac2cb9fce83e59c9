package dev.rollcall.membership.group;

import dev.rollcall.contract.provisioning.GroupPage;
import dev.rollcall.contract.provisioning.GroupRecord;
import dev.rollcall.contract.provisioning.ResourceQuery;
import dev.rollcall.contract.provisioning.UserRecord;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.membership.query.Listing;
import dev.rollcall.membership.query.Matches;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.sql.Transactions;
import dev.rollcall.scim.schema.ResourceTypes;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads of SCIM Groups. Members are loaded only when asked for; of a single group a part at a time, to the last. */
@ApplicationScoped
public class GroupQueries {
    /** A page that would carry more is refused: the IdP must ask for fewer groups or leave members out. */
    static final int MEMBERS_PER_PAGE_MAX = 10_000;

    private static final UUID BEGINNING = new UUID(0, 0);

    public static final Listing<GroupRecord> LISTING = new Listing<>(
            "scim_group", GroupRows.COLUMNS, "", row -> GroupRows.group(row).record(null), GroupRecord::id);

    private final Transactions transactions;

    GroupQueries(Transactions transactions) {
        this.transactions = transactions;
    }

    public GroupRecord require(UUID connectionId, UUID id, boolean withMembers) {
        return transactions.read(connection -> {
            // In this order, as below: a group that is there now has these members, and not none because it is going.
            List<UserRecord.Reference> members =
                    withMembers ? GroupRows.members(connection, connectionId, id, BEGINNING) : null;
            return GroupRows.find(connection, connectionId, id)
                    .orElseThrow(() -> unknown(id))
                    .record(members);
        });
    }

    /** The members after that one, as the contract has it. */
    public List<UserRecord.Reference> members(UUID connectionId, UUID id, UUID after) {
        return transactions.read(connection -> {
            List<UserRecord.Reference> members = GroupRows.members(connection, connectionId, id, after);
            // Looked at afterwards: what is there now was there when its members were read, so a short answer is the
            // end of the list.
            if (members.size() < GroupRecord.MEMBERS_TOGETHER_MAX
                    && GroupRows.find(connection, connectionId, id).isEmpty()) {
                throw unknown(id);
            }
            return members;
        });
    }

    private static RuntimeException unknown(UUID id) {
        return Refusal.GROUP_UNKNOWN.because("There is no group " + id + ".");
    }

    public GroupPage list(UUID connectionId, ResourceQuery query) {
        Matches<GroupRecord> matches = Matches.of(LISTING, ResourceTypes.GROUP, List.of(), connectionId, query);
        return transactions.read(connection -> page(connection, connectionId, query, matches));
    }

    /** @param matches of the same query */
    public static GroupPage page(
            Connection connection, UUID connectionId, ResourceQuery query, Matches<GroupRecord> matches)
            throws SQLException {
        int offset = query.startIndex() - 1;
        List<GroupRecord> groups = matches.part(connection, query.count(), offset);
        long total = query.uncounted() ? -1 : matches.total(connection, query.count(), offset, groups);
        return new GroupPage(total, query.references() ? withMembers(connection, connectionId, groups) : groups);
    }

    /** The groups with all their members; refused when that is too much for one answer. */
    public static List<GroupRecord> withMembers(Connection connection, UUID connectionId, List<GroupRecord> groups)
            throws SQLException {
        requireFew(connection, groups);
        Map<UUID, List<UserRecord.Reference>> members = GroupRows.membersOf(
                connection, connectionId, groups.stream().map(GroupRecord::id).toArray(UUID[]::new));
        return groups.stream()
                .map(group -> group.with(members.getOrDefault(group.id(), List.of())))
                .toList();
    }

    private static void requireFew(Connection connection, List<GroupRecord> groups) throws SQLException {
        UUID[] ids = groups.stream().map(GroupRecord::id).toArray(UUID[]::new);
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
