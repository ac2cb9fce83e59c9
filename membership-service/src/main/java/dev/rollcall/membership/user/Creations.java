package dev.rollcall.membership.user;

import static java.util.Objects.requireNonNull;

import dev.rollcall.contract.event.EventData.Pii;
import dev.rollcall.contract.event.EventType;
import dev.rollcall.membership.stream.Moments;
import dev.rollcall.outbox.Outbox;
import dev.rollcall.outbox.OutboxRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Stores a new person in one statement: account (unless there is one), membership, resource, team and events. The hot path of a first sync,
 * so round trips count.
 */
@ApplicationScoped
class Creations {
    private static final String MEMBER_AND_RESOURCE =
            """
            joined as (
              insert into member (organization_id, account_id, id, role, role_source, status, origin, managed_by, connection_id,
                                  joined_at, updated_at, version, session_epoch)
              values (?, ?, ?, ?, ?, ?, 'SCIM', 'SCIM', ?, ?, ?, 1, 1) returning id),
            described as (
              insert into scim_user (connection_id, id, account_id, user_name, user_name_key, external_id, active, resource,
                                     created_at, updated_at, version)
              values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, 1)),
            grouped as (
              insert into team_member (team_id, member_id, source, added_at)
              select t.id, joined.id, ?, ? from joined, unnest(?::uuid[]) as t(id))
            insert into outbox (""" + OutboxRow.COLUMNS + ") select e.* from joined, " + Outbox.UNNEST;

    private static final String JOIN = "with " + MEMBER_AND_RESOURCE;
    private static final String NEW_PERSON = """
            with person as (
              insert into account (id, email, email_key, user_name, user_name_key, given_name, family_name, full_name,
                                   created_at, updated_at)
              values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)),
            """ + MEMBER_AND_RESOURCE;

    /** What is to be stored: the description, where, and under which account. */
    record Plan(
            Request request,
            Description wanted,
            UUID organizationId,
            String organizationName,
            boolean seatsLimited,
            @Nullable UUID accountId,
            String userName,
            @Nullable UUID teamId,
            String teamSource,
            MemberEvents events) {}

    record Created(UUID userId, Membership membership) {}

    private final Moments moments;

    Creations(Moments moments) {
        this.moments = moments;
    }

    Created store(Connection connection, Plan plan) throws SQLException {
        Description wanted = plan.wanted();
        UUID accountId = plan.accountId() == null ? moments.newId() : plan.accountId();
        Membership membership = membership(plan, accountId);
        if (wanted.active() && plan.seatsLimited()) {
            Seats.take(connection, plan.organizationId(), plan.organizationName());
        }
        Created created = new Created(moments.newId(), membership);
        try (PreparedStatement statement = connection.prepareStatement(plan.accountId() == null ? NEW_PERSON : JOIN)) {
            int i = plan.accountId() == null ? bindAccount(statement, plan, accountId) : 1;
            i = bindMember(statement, i, plan, membership);
            i = bindResource(statement, i, plan, accountId, created.userId());
            statement.setString(i++, plan.teamSource());
            statement.setObject(i++, plan.request().now().atOffset(ZoneOffset.UTC));
            statement.setArray(
                    i++, connection.createArrayOf("uuid", membership.teams().toArray()));
            Outbox.bind(
                    statement,
                    i,
                    events(plan, created).all().stream().map(OutboxRow::of).toList());
            statement.executeUpdate();
        }
        return created;
    }

    private Membership membership(Plan plan, UUID accountId) {
        Description wanted = plan.wanted();
        boolean inTeam = wanted.active() && plan.teamId() != null;
        return new Membership(
                moments.newId(),
                plan.organizationId(),
                plan.organizationName(),
                accountId,
                plan.userName(),
                wanted.role() == null ? "member" : wanted.role(),
                wanted.active(),
                "SCIM",
                true,
                plan.request().connectionId(),
                1,
                1,
                inTeam ? List.of(requireNonNull(plan.teamId())) : List.of());
    }

    private static int bindAccount(PreparedStatement statement, Plan plan, UUID accountId) throws SQLException {
        var now = plan.request().now().atOffset(ZoneOffset.UTC);
        Description wanted = plan.wanted();
        statement.setObject(1, accountId);
        statement.setString(2, wanted.email());
        statement.setString(3, wanted.email());
        statement.setString(4, plan.userName());
        statement.setString(5, plan.userName());
        statement.setString(6, wanted.givenName());
        statement.setString(7, wanted.familyName());
        statement.setString(8, wanted.fullName());
        statement.setObject(9, now);
        statement.setObject(10, now);
        return 11;
    }

    private static int bindMember(PreparedStatement statement, int from, Plan plan, Membership member)
            throws SQLException {
        var now = plan.request().now().atOffset(ZoneOffset.UTC);
        int i = from;
        statement.setObject(i++, member.organizationId());
        statement.setObject(i++, member.accountId());
        statement.setObject(i++, member.id());
        statement.setString(i++, member.role());
        statement.setString(i++, plan.wanted().role() == null ? "DEFAULT" : "SCIM");
        statement.setString(i++, member.active() ? "ACTIVE" : "INACTIVE");
        statement.setObject(i++, plan.request().connectionId());
        statement.setObject(i++, now);
        statement.setObject(i++, now);
        return i;
    }

    private static int bindResource(PreparedStatement statement, int from, Plan plan, UUID accountId, UUID userId)
            throws SQLException {
        var now = plan.request().now().atOffset(ZoneOffset.UTC);
        Description wanted = plan.wanted();
        int i = from;
        statement.setObject(i++, plan.request().connectionId());
        statement.setObject(i++, userId);
        statement.setObject(i++, accountId);
        statement.setString(i++, wanted.userName());
        statement.setString(i++, wanted.userNameKey());
        statement.setString(i++, wanted.externalId());
        statement.setBoolean(i++, wanted.active());
        statement.setString(i++, wanted.resource().toString());
        statement.setObject(i++, now);
        statement.setObject(i++, now);
        return i;
    }

    private static MemberEvents events(Plan plan, Created created) {
        MemberEvents events = plan.events();
        Description wanted = plan.wanted();
        Membership member = created.membership();
        Pii person = new Pii(wanted.email(), wanted.fullName(), null, null);
        if (plan.accountId() == null) {
            events.account(
                    EventType.ACCOUNT_CREATED, member.accountId(), Map.of("userName", member.userName()), null, person);
        }
        events.member(
                EventType.USER_PROVISIONED,
                member.organizationId(),
                null,
                member.state(wanted.externalId()),
                null,
                Map.of("origin", "SCIM", "resourceId", created.userId()),
                person);
        for (UUID team : member.teams()) {
            events.member(
                    EventType.MEMBER_TEAM_ADDED,
                    member.organizationId(),
                    null,
                    member.state(wanted.externalId()),
                    null,
                    Map.of("teamId", team, "source", plan.teamSource()),
                    null);
        }
        return events;
    }
}
