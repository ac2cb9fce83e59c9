package dev.rollcall.membership.user;

import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.provisioning.GroupRecord;
import dev.rollcall.contract.provisioning.ResourcePatch;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.membership.provenance.Provenance;
import dev.rollcall.membership.provenance.Writer;
import dev.rollcall.membership.provenance.Writing;
import dev.rollcall.membership.sql.Transactions;
import dev.rollcall.membership.user.JoinRows.Ask;
import dev.rollcall.membership.user.JoinRows.Listed;
import dev.rollcall.membership.user.JoinRows.Person;
import dev.rollcall.outbox.EventTooLarge;
import dev.rollcall.scim.Leeway;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.patch.GroupChange;
import dev.rollcall.scim.patch.GroupPatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The common case of a PATCH of a group, active members who are added and nothing else, for many groups in one transaction of two
 * statements. Whatever turns out to be another case, a refusal too, is left to the whole command.
 */
@ApplicationScoped
public class PlainJoins {
    /** People of one request; more are no case for company. */
    private static final int PEOPLE_MAX = 32;

    private static final int ID_LENGTH = 36;
    private static final Logger LOG = Logger.getLogger(PlainJoins.class);

    private final Transactions transactions;
    private final JoinRows rows;

    PlainJoins(Transactions transactions, JoinRows rows) {
        this.transactions = transactions;
        this.rows = rows;
    }

    /** What one request asks of one group. */
    public record Wish(Request request, UUID groupId, ResourcePatch patch) {}

    /** Empty for every wish that is another case, and for all when they stood in each other's way or in another's; nothing was done then. */
    public List<Optional<GroupRecord>> add(List<Wish> wishes) {
        List<@Nullable Ask> asks = new ArrayList<>(wishes.size());
        wishes.forEach(wish -> asks.add(ask(wish)));
        try {
            return transactions.tryWrite(connection -> add(connection, asks)).orElseGet(() -> none(asks.size()));
        } catch (EventTooLarge oneOfThem) {
            return none(asks.size());
        }
    }

    private static List<Optional<GroupRecord>> none(int size) {
        return Collections.nCopies(size, Optional.empty());
    }

    /** Null when it is more than adding a few. */
    private static @Nullable Ask ask(Wish wish) {
        try {
            Set<UUID> people = new LinkedHashSet<>();
            Leeway leeway = new Leeway(Mode.valueOf(wish.patch().mode().name()));
            for (GroupChange change : GroupPatch.parse(
                    Edits.operations(wish.patch()), leeway, wish.groupId().toString())) {
                if (!(change instanceof GroupChange.Add add)) {
                    return null;
                }
                for (String value : add.members()) {
                    if (value.length() != ID_LENGTH) {
                        return null;
                    }
                    people.add(UUID.fromString(value));
                }
            }
            return people.isEmpty() || people.size() > PEOPLE_MAX
                    ? null
                    : new Ask(wish.request(), wish.groupId(), List.copyOf(people), Users.remarks(leeway));
        } catch (RuntimeException notPlain) {
            // A refusal, or a fault of ours: its own asker hears of it, the others do not suffer from it.
            LOG.debugf(notPlain, "A change of group %s is left to the whole command", wish.groupId());
            return null;
        }
    }

    private List<Optional<GroupRecord>> add(Connection connection, List<@Nullable Ask> asks) throws SQLException {
        List<Ask> plain = new ArrayList<>(asks.size());
        for (Ask ask : asks) {
            if (ask != null) {
                plain.add(ask);
            }
        }
        if (plain.isEmpty()) {
            return none(asks.size());
        }
        Map<Ask, List<Listed>> found = rows.lock(connection, plain);
        List<Optional<GroupRecord>> answers = new ArrayList<>(asks.size());
        List<JoinRows.Joined> joins = new ArrayList<>();
        Map<UUID, GroupRecord> groups = new HashMap<>();
        Set<UUID> taken = new HashSet<>();
        for (Ask ask : asks) {
            Optional<Outcome> outcome =
                    ask == null ? Optional.empty() : outcome(ask, found.getOrDefault(ask, List.of()), groups, taken);
            outcome.ifPresent(done -> joins.addAll(done.joins()));
            answers.add(outcome.map(Outcome::group).map(group -> ask == null ? group : group.remarked(ask.remarks())));
        }
        if (!joins.isEmpty()) {
            rows.store(connection, joins);
        }
        return answers;
    }

    private record Outcome(List<JoinRows.Joined> joins, GroupRecord group) {}

    /**
     * @param groups as earlier wishes leave them
     * @param taken members whom an earlier wish changes: a second change would need what the first one leaves
     */
    private static Optional<Outcome> outcome(
            Ask ask, List<Listed> listed, Map<UUID, GroupRecord> groups, Set<UUID> taken) {
        if (listed.size() != ask.people().size()
                || listed.getFirst().foreignMembers()
                || mayMeanOwners(listed.getFirst().group())) {
            return Optional.empty();
        }
        GroupRecord group = groups.getOrDefault(ask.groupId(), listed.getFirst().group());
        try {
            ask.request().require(group.version());
        } catch (Refused otherVersion) {
            return Optional.empty();
        }
        List<Listed> fresh = listed.stream().filter(one -> !one.already()).toList();
        List<JoinRows.Joined> joins = new ArrayList<>(fresh.size());
        GroupRecord after = fresh.isEmpty()
                ? group
                : new GroupRecord(
                        group.id(),
                        group.displayName(),
                        group.externalId(),
                        group.created(),
                        ask.request().now(),
                        group.version() + 1,
                        null);
        for (Listed one : fresh) {
            Optional<JoinRows.Joined> join = join(ask, one, after, taken);
            if (join.isEmpty()) {
                return Optional.empty();
            }
            joins.add(join.get());
        }
        joins.forEach(join -> taken.add(join.member().id()));
        groups.put(group.id(), after);
        return Optional.of(new Outcome(joins, after));
    }

    /** R-GRP-18: such a group may give a role. */
    private static boolean mayMeanOwners(GroupRecord group) {
        return group.displayName().toLowerCase(Locale.ROOT).contains("owners");
    }

    private static Optional<JoinRows.Joined> join(Ask ask, Listed one, GroupRecord after, Set<UUID> taken) {
        Person person = one.person();
        UUID team = one.teamId();
        if (person == null
                || person.released()
                || !person.member().active()
                || person.member().teams().contains(team)
                || taken.contains(person.member().id())) {
            return Optional.empty();
        }
        Request request = ask.request();
        Provenance.Noted noted = Provenance.note(
                person.written(),
                Writer.SCIM,
                request.actor().reference(),
                request.now(),
                List.of(Writing.joined(team)));
        if (!noted.flaps().isEmpty()) {
            return Optional.empty();
        }
        List<UUID> teams = new ArrayList<>(person.member().teams());
        teams.add(team);
        Membership joined = person.member().withTeams(teams);
        MemberEvents events = new MemberEvents(request);
        events.member(
                EventType.MEMBER_TEAM_ADDED,
                joined.organizationId(),
                person.member().state(person.externalId()),
                joined.state(person.externalId()),
                null,
                Map.of("teamId", team, "source", TeamMemberships.SOURCE),
                null);
        return Optional.of(new JoinRows.Joined(request, after, one.userId(), team, joined, noted.json(), events));
    }
}
