package dev.rollcall.membership.user;

import dev.rollcall.contract.event.EventData.Change;
import dev.rollcall.contract.event.EventData.Pii;
import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.event.MemberState;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.membership.provenance.Provenance;
import dev.rollcall.membership.provenance.Writer;
import dev.rollcall.membership.provenance.Writing;
import dev.rollcall.membership.stream.Streams;
import dev.rollcall.membership.user.ChangeRules.Fate;
import dev.rollcall.outbox.Outbox;
import dev.rollcall.outbox.OutboxRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes a change with one statement: resource, account, memberships, team rows of those who are out, and the events. */
@ApplicationScoped
class ChangeWriter {
    /** Of a resource as JSON, in characters: twice the largest body. Patches add up, and so do extensions that came and went. */
    private static final int RESOURCE_LENGTH_MAX = 2_097_152;

    private static final String WRITE =
            """
            with described as (
              update scim_user set user_name = ?, user_name_key = ?, external_id = ?, active = ?, resource = ?::jsonb,
                                   updated_at = ?, version = version + 1
               where connection_id = ? and id = ? returning id),
            named as (
              update account set given_name = ?, family_name = ?, full_name = ?, updated_at = ? where id = ?::uuid),
            members as (
              update member m set role = n.role, status = n.status, version = n.version, session_epoch = n.epoch, updated_at = ?,
                                   provenance =
            """ + Provenance.MERGED + """

                from unnest(?::uuid[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::text[])
                  as n(id, role, status, version, epoch, written)
               where m.id = n.id),
            emptied as (
              delete from team_member where member_id = any(?::uuid[]))
            insert into outbox (""" + OutboxRow.COLUMNS + ") select e.* from described, " + Outbox.UNNEST;

    private final Streams streams;

    ChangeWriter(Streams streams) {
        this.streams = streams;
    }

    /** What of it flaps, by membership. */
    Map<Membership, List<Provenance.Flapping>> write(
            Connection connection,
            Request request,
            UserState state,
            Description before,
            Description wanted,
            List<Fate> fates,
            List<Change> differences,
            @Nullable String email,
            MemberEvents events)
            throws SQLException {
        boolean renamed = renamed(before, wanted);
        Map<Membership, Provenance.Noted> changed = new LinkedHashMap<>();
        for (Fate fate : fates) {
            List<Writing> writings = ChangeRules.writings(fate, renamed, before, wanted);
            Membership after = ChangeRules.after(fate);
            if (fate instanceof Fate.Changes || !writings.isEmpty()) {
                String known = state.reach().written().get(after.id());
                changed.put(
                        after,
                        Provenance.note(known, Writer.SCIM, request.actor().reference(), request.now(), writings));
            }
        }
        List<Membership> rows = List.copyOf(changed.keySet());
        tell(events, state, wanted, fates, differences, new Pii(email, wanted.fullName(), null, null));
        var now = request.now().atOffset(ZoneOffset.UTC);
        try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
            int i = 1;
            statement.setString(i++, wanted.userName());
            statement.setString(i++, wanted.userNameKey());
            statement.setString(i++, wanted.externalId());
            statement.setBoolean(i++, wanted.active());
            statement.setString(i++, text(before, wanted));
            statement.setObject(i++, now);
            statement.setObject(i++, request.connectionId());
            statement.setObject(i++, state.id());
            statement.setString(i++, wanted.givenName());
            statement.setString(i++, wanted.familyName());
            statement.setString(i++, wanted.fullName());
            statement.setObject(i++, now);
            // An account id of null matches nothing: the name is written only when it changed.
            statement.setObject(i++, renamed ? state.accountId() : null);
            statement.setObject(i++, now);
            statement.setArray(i++, array(connection, "uuid", rows, Membership::id));
            statement.setArray(i++, array(connection, "text", rows, Membership::role));
            statement.setArray(i++, array(connection, "text", rows, m -> m.active() ? "ACTIVE" : "INACTIVE"));
            statement.setArray(i++, array(connection, "int8", rows, Membership::version));
            statement.setArray(i++, array(connection, "int8", rows, Membership::sessionEpoch));
            statement.setArray(i++, array(connection, "text", List.copyOf(changed.values()), Provenance.Noted::json));
            List<Membership> out = rows.stream().filter(m -> !m.active()).toList();
            statement.setArray(i++, array(connection, "uuid", out, Membership::id));
            Outbox.bind(statement, i, events.all().stream().map(OutboxRow::of).toList());
            statement.executeUpdate();
        }
        streams.wakeAfterCommit();
        Map<Membership, List<Provenance.Flapping>> flaps = new LinkedHashMap<>();
        changed.forEach((member, noted) -> {
            if (!noted.flaps().isEmpty()) {
                flaps.put(member, noted.flaps());
            }
        });
        return flaps;
    }

    private static boolean renamed(Description before, Description wanted) {
        return !Objects.equals(before.givenName(), wanted.givenName())
                || !Objects.equals(before.familyName(), wanted.familyName())
                || !Objects.equals(before.fullName(), wanted.fullName());
    }

    /** Every membership hears of changed attributes; a change of state, role or teams is an event of its own. */
    private static void tell(
            MemberEvents events,
            UserState state,
            Description wanted,
            List<Fate> fates,
            List<Change> differences,
            Pii person) {
        List<Change> attributes = differences.stream()
                .filter(c -> !c.attr().equals("active") && !c.attr().equals(Description.DOCKER))
                .toList();
        for (Fate fate : fates) {
            Membership before = fate instanceof Fate.Changes c ? c.before() : ((Fate.Stays) fate).member();
            Membership after = ChangeRules.after(fate);
            if (!after.managedByScim()) {
                continue;
            }
            MemberState was = before.state(state.description().externalId());
            MemberState is = after.state(wanted.externalId());
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

    private static <T> java.sql.Array array(
            Connection connection, String type, List<T> rows, Function<T, ? extends @Nullable Object> column)
            throws SQLException {
        return connection.createArrayOf(type, rows.stream().map(column).toArray());
    }
}
