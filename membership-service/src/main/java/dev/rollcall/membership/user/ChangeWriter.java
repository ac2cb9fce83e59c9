package dev.rollcall.membership.user;

import dev.rollcall.contract.event.EventData.Change;
import dev.rollcall.contract.event.EventData.Pii;
import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.event.MemberState;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.membership.guard.DeprovisioningGuard.Departure;
import dev.rollcall.membership.guard.HeldDeprovisionings;
import dev.rollcall.membership.provenance.Provenance;
import dev.rollcall.membership.provenance.Writer;
import dev.rollcall.membership.provenance.Writing;
import dev.rollcall.membership.sql.Columns;
import dev.rollcall.membership.stream.Streams;
import dev.rollcall.membership.user.ChangeRules.Fate;
import dev.rollcall.outbox.Outbox;
import dev.rollcall.outbox.OutboxRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes changes, any number with one statement: resource, account, memberships, team rows of those who are out, and the events. */
@ApplicationScoped
class ChangeWriter {
    /** Of a resource as JSON, in characters: twice the largest body. Patches add up, and so do extensions that came and went. */
    private static final int RESOURCE_LENGTH_MAX = 2_097_152;

    private static final String WRITE = """
            with u as (
              select * from unnest(
                ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::bool[], ?::text[], ?::timestamptz[],
                ?::uuid[], ?::text[], ?::text[], ?::text[])
              as u(connection_id, id, user_name, user_name_key, external_id, active, resource, now,
                   account_id, given_name, family_name, full_name)),
            described as (
              update scim_user s set user_name = u.user_name, user_name_key = u.user_name_key, external_id = u.external_id,
                                     active = u.active, resource = u.resource::jsonb, resource_text = u.resource, updated_at = u.now,
                                     version = s.version + 1
                from u where s.connection_id = u.connection_id and s.id = u.id returning s.id),
            named as (
              update account a set given_name = u.given_name, family_name = u.family_name, full_name = u.full_name, updated_at = u.now
                from u where a.id = u.account_id),
            members as (
              update member m set role = n.role, status = n.status, version = n.version, session_epoch = n.epoch, updated_at = n.now,
                                   provenance =
            """ + Provenance.MERGED + """

                from unnest(?::uuid[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::text[], ?::timestamptz[])
                  as n(id, role, status, version, epoch, written, now)
               where m.id = n.id),
            emptied as (
              delete from team_member where member_id = any(?::uuid[]))
            insert into outbox (""" + OutboxRow.COLUMNS
            + ") select e.* from (select count(*) from described) as d, " + Outbox.UNNEST;

    /** A change that is decided on. */
    record Planned(
            Request request,
            UserState state,
            Description before,
            Description wanted,
            List<Fate> fates,
            List<Change> differences,
            @Nullable String email,
            MemberEvents events) {

        private boolean renamed() {
            return !Objects.equals(before.givenName(), wanted.givenName())
                    || !Objects.equals(before.familyName(), wanted.familyName())
                    || !Objects.equals(before.fullName(), wanted.fullName());
        }

        /** Who leaves by it, where one membership is all that there is. */
        Optional<Departure> departure() {
            return fates.size() == 1
                            && fates.getFirst() instanceof Fate.Changes changes
                            && changes.transition() == ChangeRules.Transition.DEACTIVATED
                    ? Optional.of(state.departure(request, changes.before(), HeldDeprovisionings.Kind.DEACTIVATE))
                    : Optional.empty();
        }

        /** As it is once stored. */
        UserState after(List<Membership> memberships) {
            return new UserState(
                    state.id(),
                    state.accountId(),
                    wanted.resource(),
                    state.created(),
                    request.now(),
                    state.version() + 1,
                    email,
                    state.connection(),
                    state.type(),
                    memberships,
                    state.reach());
        }
    }

    /** A membership that gets another version, or of which something is noted. */
    private record Row(Request request, Membership member, Provenance.Noted noted) {}

    /** A change with its rows and events, to be stored. */
    record Ready(Planned planned, String resource, List<Row> rows) {
        /** What of it flaps, by membership. */
        Map<Membership, List<Provenance.Flapping>> flaps() {
            Map<Membership, List<Provenance.Flapping>> flaps = new LinkedHashMap<>();
            for (Row row : rows) {
                if (!row.noted().flaps().isEmpty()) {
                    flaps.put(row.member(), row.noted().flaps());
                }
            }
            return flaps;
        }
    }

    private final Streams streams;

    ChangeWriter(Streams streams) {
        this.streams = streams;
    }

    /** Adds the events; nothing is stored yet. */
    static Ready prepare(Planned change) {
        UserState state = change.state();
        Request request = change.request();
        boolean renamed = change.renamed();
        List<Row> rows = new ArrayList<>();
        for (Fate fate : change.fates()) {
            List<Writing> writings = ChangeRules.writings(fate, renamed, change.before(), change.wanted());
            Membership after = ChangeRules.after(fate);
            if (fate instanceof Fate.Changes || !writings.isEmpty()) {
                String known = state.reach().written().get(after.id());
                String actor = request.actor().reference();
                rows.add(new Row(request, after, Provenance.note(known, Writer.SCIM, actor, request.now(), writings)));
            }
        }
        tell(change, new Pii(change.email(), change.wanted().fullName(), null, null));
        return new Ready(change, text(change.before(), change.wanted()), rows);
    }

    /** Stores changes of different users, whose rows the transaction has locked. */
    void store(Connection connection, List<Ready> changes) throws SQLException {
        List<Row> rows =
                changes.stream().flatMap(ready -> ready.rows().stream()).toList();
        List<OutboxRow> events = changes.stream()
                .flatMap(ready -> ready.planned().events().all().stream())
                .map(OutboxRow::of)
                .toList();
        try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
            int i = bindUsers(new Columns<>(statement, changes), 1);
            i = bindMembers(new Columns<>(statement, rows), i);
            List<Row> out = rows.stream().filter(row -> !row.member().active()).toList();
            i = new Columns<>(statement, out)
                    .bind(i, "uuid", row -> row.member().id());
            Outbox.bind(statement, i, events);
            statement.executeUpdate();
        }
        streams.wakeAfterCommit();
    }

    private static int bindUsers(Columns<Ready> users, int from) throws SQLException {
        int i = users.bind(from, "uuid", user -> user.planned().request().connectionId());
        i = users.bind(i, "uuid", user -> user.planned().state().id());
        i = users.bind(i, "text", user -> user.planned().wanted().userName());
        i = users.bind(i, "text", user -> user.planned().wanted().userNameKey());
        i = users.bind(i, "text", user -> user.planned().wanted().externalId());
        i = users.bind(i, "bool", user -> user.planned().wanted().active());
        i = users.bind(i, "text", Ready::resource);
        i = users.bind(i, "timestamptz", user -> user.planned().request().now().atOffset(ZoneOffset.UTC));
        // An account id of null matches nothing: the name is written only when it changed.
        i = users.bind(
                i,
                "uuid",
                user -> user.planned().renamed() ? user.planned().state().accountId() : null);
        i = users.bind(i, "text", user -> user.planned().wanted().givenName());
        i = users.bind(i, "text", user -> user.planned().wanted().familyName());
        return users.bind(i, "text", user -> user.planned().wanted().fullName());
    }

    private static int bindMembers(Columns<Row> members, int from) throws SQLException {
        int i = members.bind(from, "uuid", row -> row.member().id());
        i = members.bind(i, "text", row -> row.member().role());
        i = members.bind(i, "text", row -> row.member().active() ? "ACTIVE" : "INACTIVE");
        i = members.bind(i, "int8", row -> row.member().version());
        i = members.bind(i, "int8", row -> row.member().sessionEpoch());
        i = members.bind(i, "text", row -> row.noted().json());
        return members.bind(i, "timestamptz", row -> row.request().now().atOffset(ZoneOffset.UTC));
    }

    /** Every membership hears of changed attributes; a change of state, role or teams is an event of its own. */
    private static void tell(Planned change, Pii person) {
        MemberEvents events = change.events();
        List<Change> attributes = change.differences().stream()
                .filter(c -> !c.attr().equals("active") && !c.attr().equals(Description.DOCKER))
                .toList();
        for (Fate fate : change.fates()) {
            Membership before = fate instanceof Fate.Changes c ? c.before() : ((Fate.Stays) fate).member();
            Membership after = ChangeRules.after(fate);
            if (!after.managedByScim()) {
                continue;
            }
            MemberState was = before.state(change.before().externalId());
            MemberState is = after.state(change.wanted().externalId());
            if (!attributes.isEmpty()) {
                events.member(EventType.USER_UPDATED, after.organizationId(), was, is, attributes, Map.of(), person);
            }
            if (fate instanceof Fate.Changes changes) {
                tellTransition(events, changes, was, is);
            }
        }
    }

    private static void tellTransition(MemberEvents events, Fate.Changes changes, MemberState was, MemberState is) {
        UUID organization = changes.after().organizationId();
        if (!was.role().equals(is.role())) {
            Change role = new Change("role", "SCIM", was.role(), is.role());
            events.member(EventType.MEMBER_ROLE_CHANGED, organization, was, is, List.of(role), Map.of(), null);
        }
        switch (changes.transition()) {
            case DEACTIVATED ->
                events.member(
                        EventType.USER_DEACTIVATED,
                        organization,
                        was,
                        is,
                        null,
                        Map.of("sessionEpoch", is.sessionEpoch()),
                        null);
            case REACTIVATED -> events.member(EventType.USER_REACTIVATED, organization, was, is, null, Map.of(), null);
            case ROLE, TEAMS -> {}
        }
        for (UUID team : was.teams()) {
            if (!is.teams().contains(team)) {
                events.member(EventType.MEMBER_TEAM_REMOVED, organization, was, is, null, Map.of("teamId", team), null);
            }
        }
        for (UUID team : is.teams()) {
            if (!was.teams().contains(team)) {
                events.member(EventType.MEMBER_TEAM_ADDED, organization, was, is, null, Map.of("teamId", team), null);
            }
        }
    }

    /** What is too large already may still be changed, as long as it does not grow: people must be able to leave. */
    private static String text(Description before, Description wanted) {
        String text = wanted.resource().toString();
        if (text.length() > RESOURCE_LENGTH_MAX
                && text.length() > before.resource().toString().length()) {
            throw Refusal.VALUE_INVALID.because(
                    "With this the user would have more than " + RESOURCE_LENGTH_MAX + " characters as JSON.");
        }
        return text;
    }
}
