package dev.rollcall.membership.user;

import dev.rollcall.contract.provisioning.MemberUser;
import dev.rollcall.contract.provisioning.ResourceQuery;
import dev.rollcall.contract.provisioning.UserKey;
import dev.rollcall.contract.provisioning.UserPage;
import dev.rollcall.contract.provisioning.UserRecord;
import dev.rollcall.contract.provisioning.UserText;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.membership.query.Listing;
import dev.rollcall.membership.query.Matches;
import dev.rollcall.membership.query.StoredTypes;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.sql.Transactions;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.filter.Operator;
import dev.rollcall.scim.schema.ResourceType;
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
    public static final Listing<UserText> LISTING =
            new Listing<>("scim_user", UserRows.COLUMNS, UserRows.JOINS, UserRows::user, UserText::id);

    private final Transactions transactions;

    UserQueries(Transactions transactions) {
        this.transactions = transactions;
    }

    /** One for each key, in their order; null where the key's connection knows none. */
    public List<@Nullable UserText> read(List<UserKey> keys) {
        if (keys.size() > UserKey.TOGETHER_MAX || keys.stream().anyMatch(Objects::isNull)) {
            throw Refusal.REQUEST_MALFORMED.because(
                    "Up to " + UserKey.TOGETHER_MAX + " users are read at once, each with a key.");
        }
        return transactions.read(connection -> UserReads.on(connection, keys));
    }

    /** As a member's own access token asks; refused when the organization has no such member. */
    public MemberUser requireMember(UUID organizationId, UUID memberId, boolean groups) {
        return transactions
                .read(connection -> UserReads.ofMember(connection, organizationId, memberId, groups))
                .orElseThrow(() -> Refusal.MEMBER_UNKNOWN.because("There is no such membership."));
    }

    public UserPage list(UUID connectionId, ResourceQuery query) {
        ResourceType type = query.extended()
                ? transactions.read(connection -> StoredTypes.user(connection, connectionId))
                : ResourceTypes.USER;
        Matches<UserText> matches = Matches.of(LISTING, type, List.of(), connectionId, query);
        return transactions.read(connection -> page(connection, connectionId, query, matches));
    }

    /** @param matches of the same query */
    public static UserPage page(
            Connection connection, UUID connectionId, ResourceQuery query, Matches<UserText> matches)
            throws SQLException {
        int offset = query.startIndex() - 1;
        List<UserText> users = matches.part(connection, query.count(), offset);
        if (query.uncounted()) {
            return new UserPage(-1, query.references() ? withGroups(connection, connectionId, users) : users);
        }
        long total = matches.total(connection, query.count(), offset, users);
        if (total == 0 && matches.filter() != null) {
            Optional<UserText> unmanaged = unmanaged(connection, connectionId, matches.filter());
            if (unmanaged.isPresent()) {
                return new UserPage(1, query.count() > 0 && offset == 0 ? List.of(unmanaged.get()) : List.of());
            }
        }
        return new UserPage(total, query.references() ? withGroups(connection, connectionId, users) : users);
    }

    /** R-SCIM-49: the look-up before a create finds members that SCIM does not manage, so that the IdP learns of the clash at once. */
    private static Optional<UserText> unmanaged(Connection connection, UUID connectionId, Filter filter)
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

    /** The connection's users with its groups. */
    private static List<UserText> withGroups(Connection connection, UUID connectionId, List<UserText> users)
            throws SQLException {
        List<UUID> ids = users.stream().map(UserText::id).toList();
        Map<UUID, List<UserRecord.Reference>> groups = groupsOf(connection, connectionId, ids);
        return users.stream()
                .map(user -> user.with(groups.getOrDefault(user.id(), List.of())))
                .toList();
    }

    /** The connection's groups of those of its users who are in any. */
    public static Map<UUID, List<UserRecord.Reference>> groupsOf(
            Connection connection, UUID connectionId, List<UUID> users) throws SQLException {
        Map<UUID, List<UserRecord.Reference>> groups = new HashMap<>();
        Sql.on(
                        connection,
                        "select gm.user_id, g.id, g.display_name from scim_group_member gm join scim_group g on g.id = gm.group_id"
                                + " where g.connection_id = ? and gm.user_id = any(?::uuid[]) order by g.id",
                        connectionId,
                        users.toArray(UUID[]::new))
                .list(row -> groups.computeIfAbsent(row.getObject(1, UUID.class), id -> new ArrayList<>())
                        .add(new UserRecord.Reference(row.getObject(2, UUID.class), row.getString(3))));
        return groups;
    }
}
