package dev.rollcall.membership.resource;

import dev.rollcall.contract.provisioning.GroupPage;
import dev.rollcall.contract.provisioning.GroupRecord;
import dev.rollcall.contract.provisioning.MixedPage;
import dev.rollcall.contract.provisioning.MixedPage.Entry;
import dev.rollcall.contract.provisioning.MixedQuery;
import dev.rollcall.contract.provisioning.ResourceQuery;
import dev.rollcall.contract.provisioning.UserPage;
import dev.rollcall.contract.provisioning.UserRecord;
import dev.rollcall.contract.provisioning.UserText;
import dev.rollcall.membership.group.GroupQueries;
import dev.rollcall.membership.query.Matches;
import dev.rollcall.membership.query.Merged;
import dev.rollcall.membership.query.StoredTypes;
import dev.rollcall.membership.sql.Transactions;
import dev.rollcall.membership.user.UserQueries;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scim.schema.ResourceTypes;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Reads pages of lists over users and groups. A type that no row of can match, or that the page does not reach, is not asked. */
@ApplicationScoped
public class Resources {
    private static final String USER_COLUMNS = UserQueries.LISTING.columns()
            + ", null::uuid as organization_id, null::uuid as team_id, null::text as display_name, null::text as external_id";
    private static final String GROUP_COLUMNS = "s.id, null::text, s.created_at, s.updated_at, s.version, null::text,"
            + " null::text, null::text, s.organization_id, s.team_id, s.display_name, s.external_id";

    private final Transactions transactions;

    Resources(Transactions transactions) {
        this.transactions = transactions;
    }

    public MixedPage list(UUID connectionId, MixedQuery asked) {
        ResourceType user = asked.query().extended()
                ? transactions.read(connection -> StoredTypes.user(connection, connectionId))
                : ResourceTypes.USER;
        Listed listed = new Listed(connectionId, asked, user);
        return transactions.read(listed::page);
    }

    /** One page being made. */
    private static final class Listed {
        private final UUID connectionId;
        private final MixedQuery asked;
        private final ResourceQuery query;
        private final Matches<UserText> users;
        private final Matches<GroupRecord> groups;

        Listed(UUID connectionId, MixedQuery asked, ResourceType user) {
            this.connectionId = connectionId;
            this.asked = asked;
            this.query = asked.query();
            this.users = Matches.of(UserQueries.LISTING, user, List.of(ResourceTypes.GROUP), connectionId, query);
            this.groups = Matches.of(
                    GroupQueries.LISTING,
                    ResourceTypes.GROUP,
                    List.of(user),
                    connectionId,
                    asked.pastUsers() ? query : query.fromBeginning());
        }

        MixedPage page(Connection connection) throws SQLException {
            MixedPage bare = bare(connection);
            return asked.userGroups() || asked.groupMembers() ? withReferences(connection, bare) : bare;
        }

        private MixedPage bare(Connection connection) throws SQLException {
            if (groups.none()) {
                UserPage page = UserQueries.page(connection, connectionId, query.withoutReferences(), users);
                return new MixedPage(
                        page.total(),
                        page.users().stream()
                                .map(user -> Entry.of(user.parsed()))
                                .toList());
            }
            if (users.none()) {
                GroupPage page = GroupQueries.page(connection, connectionId, query.withoutReferences(), groups);
                return new MixedPage(
                        page.total(), page.groups().stream().map(Entry::of).toList());
            }
            return query.sortBy() == null ? usersThenGroups(connection) : sorted(connection);
        }

        private MixedPage usersThenGroups(Connection connection) throws SQLException {
            int offset = query.startIndex() - 1;
            List<UserText> first = asked.pastUsers() ? List.of() : users.part(connection, query.count(), offset);
            long usersTotal = query.uncounted() ? 0 : users.total(connection, query.count(), offset, first);
            int room = query.count() - first.size();
            int groupOffset = query.uncounted() ? 0 : Math.toIntExact(Math.max(0, offset - usersTotal));
            List<GroupRecord> then = groups.part(connection, room, groupOffset);
            long total = query.uncounted() ? -1 : usersTotal + groups.total(connection, room, groupOffset, then);
            List<Entry> entries = new ArrayList<>(query.count());
            first.forEach(user -> entries.add(Entry.of(user.parsed())));
            then.forEach(group -> entries.add(Entry.of(group)));
            return new MixedPage(total, entries);
        }

        private MixedPage sorted(Connection connection) throws SQLException {
            List<Entry> page = Merged.page(
                    connection,
                    query,
                    List.of(users, groups),
                    List.of(USER_COLUMNS, GROUP_COLUMNS),
                    (row, group) -> group
                            ? Entry.of(GroupQueries.LISTING.row().read(row))
                            : Entry.of(UserQueries.LISTING.row().read(row).parsed()));
            if (query.uncounted()) {
                return new MixedPage(-1, page);
            }
            int offset = query.startIndex() - 1;
            boolean last = page.size() < query.count() && (!page.isEmpty() || offset == 0);
            long total = last
                    ? (long) offset + page.size()
                    : users.total(connection, 0, 0, List.of()) + groups.total(connection, 0, 0, List.of());
            return new MixedPage(total, page);
        }

        private MixedPage withReferences(Connection connection, MixedPage page) throws SQLException {
            List<UUID> pageUsers = page.resources().stream()
                    .filter(entry -> entry.user() != null)
                    .map(entry -> Objects.requireNonNull(entry.user()).id())
                    .toList();
            List<GroupRecord> pageGroups = page.resources().stream()
                    .map(Entry::group)
                    .filter(Objects::nonNull)
                    .toList();
            Map<UUID, List<UserRecord.Reference>> userGroups = asked.userGroups() && !pageUsers.isEmpty()
                    ? UserQueries.groupsOf(connection, connectionId, pageUsers)
                    : Map.of();
            var fullGroups = (asked.groupMembers() && !pageGroups.isEmpty()
                            ? GroupQueries.withMembers(connection, connectionId, pageGroups)
                            : pageGroups)
                    .iterator();
            return new MixedPage(
                    page.total(),
                    page.resources().stream()
                            .map(entry -> entry.user() == null
                                    ? Entry.of(fullGroups.next())
                                    : Entry.of(withGroups(entry.user(), userGroups)))
                            .toList());
        }

        private UserRecord withGroups(UserRecord user, Map<UUID, List<UserRecord.Reference>> groups) {
            return asked.userGroups() ? user.with(groups.getOrDefault(user.id(), List.of())) : user;
        }
    }
}
