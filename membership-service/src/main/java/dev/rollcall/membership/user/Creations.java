package dev.rollcall.membership.user;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.contract.event.EventData.Pii;
import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.provisioning.UserRecord;
import dev.rollcall.membership.sql.Columns;
import dev.rollcall.membership.stream.Moments;
import dev.rollcall.outbox.Outbox;
import dev.rollcall.outbox.OutboxRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Stores new people, any number in one statement: account (unless there is one), membership, resource, team and events. The hot path of a
 * first sync, so round trips count.
 */
@ApplicationScoped
class Creations {
    private static final String STORE =
            """
            with p as (
              select * from unnest(
                ?::bool[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::uuid[],
                ?::uuid[], ?::text[], ?::text[], ?::text[], ?::bool[], ?::text[], ?::uuid[], ?::text[], ?::timestamptz[])
              as p(fresh, account_id, email, account_name, given_name, family_name, full_name,
                   organization_id, member_id, role, role_source, status, connection_id,
                   user_id, user_name, user_name_key, external_id, active, resource, team_id, team_source, now)),
            person as (
              insert into account (id, email, email_key, user_name, user_name_key, given_name, family_name, full_name,
                                   created_at, updated_at)
              select account_id, email, email, account_name, account_name, given_name, family_name, full_name, now, now
                from p where fresh),
            joined as (
              insert into member (organization_id, account_id, id, role, role_source, status, origin, managed_by, connection_id,
                                  joined_at, updated_at, version, session_epoch)
              select organization_id, account_id, member_id, role, role_source, status, 'SCIM', 'SCIM', connection_id,
                     now, now, 1, 1 from p returning id),
            described as (
              insert into scim_user (connection_id, id, account_id, user_name, user_name_key, external_id, active, resource,
                                     resource_text, account_name, created_at, updated_at, version)
              select connection_id, user_id, account_id, user_name, user_name_key, external_id, active, resource::jsonb,
                     resource, account_name, now, now, 1
                from p),
            awaited as (
              insert into undelivered (connection_id, user_id, created_at) select connection_id, user_id, now from p),
            grouped as (
              insert into team_member (team_id, member_id, source, added_at)
              select team_id, member_id, team_source, now from p where team_id is not null)
            insert into outbox (""" + OutboxRow.COLUMNS + ") select e.* from (select count(*) from joined) as j, " + Outbox.UNNEST;

    /** What is to be stored: the description, where, and under which account. */
    record Plan(
            Request request,
            Description wanted,
            UUID organizationId,
            String organizationName,
            boolean seatsLimited,
            @Nullable UUID accountId,
            String userName,
            String defaultRole,
            @Nullable UUID teamId,
            String teamSource,
            MemberEvents events) {}

    /** As it is now stored. */
    record Created(Plan plan, Membership membership, UUID userId) {
        UserRecord user() {
            ObjectNode full = UserState.extended(plan.wanted().resource(), plan.userName(), "SCIM", "SCIM");
            return new UserRecord(
                    userId, full, plan.request().now(), plan.request().now(), 1, List.of());
        }
    }

    private final Moments moments;

    Creations(Moments moments) {
        this.moments = moments;
    }

    /** Stores them all, or none when one of them lost a race (a unique violation). */
    List<Created> store(Connection connection, List<Plan> plans) throws SQLException {
        List<Created> people = new ArrayList<>(plans.size());
        List<OutboxRow> events = new ArrayList<>(2 * plans.size());
        for (Plan plan : plans) {
            if (plan.wanted().active() && plan.seatsLimited()) {
                Seats.take(connection, plan.organizationId(), plan.organizationName());
            }
            UUID accountId = plan.accountId() == null ? moments.newId() : plan.accountId();
            Created person = new Created(plan, membership(plan, accountId), moments.newId());
            people.add(person);
            events(person).all().forEach(event -> events.add(OutboxRow.of(event)));
        }
        try (PreparedStatement statement = connection.prepareStatement(STORE)) {
            int i = bindAccount(new Columns<>(statement, people), 1);
            i = bindMember(new Columns<>(statement, people), i);
            i = bindResource(new Columns<>(statement, people), i);
            Outbox.bind(statement, i, events);
            statement.executeUpdate();
        }
        return people;
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
                wanted.role() == null ? plan.defaultRole() : wanted.role(),
                wanted.active(),
                "SCIM",
                true,
                plan.request().connectionId(),
                1,
                1,
                inTeam ? List.of(requireNonNull(plan.teamId())) : List.of());
    }

    private static int bindAccount(Columns<Created> people, int from) throws SQLException {
        int i = people.bind(from, "bool", person -> person.plan().accountId() == null);
        i = people.bind(i, "uuid", person -> person.membership().accountId());
        i = people.bind(i, "text", person -> person.plan().wanted().email());
        i = people.bind(i, "text", person -> person.plan().userName());
        i = people.bind(i, "text", person -> person.plan().wanted().givenName());
        i = people.bind(i, "text", person -> person.plan().wanted().familyName());
        return people.bind(i, "text", person -> person.plan().wanted().fullName());
    }

    private static int bindMember(Columns<Created> people, int from) throws SQLException {
        int i = people.bind(from, "uuid", person -> person.membership().organizationId());
        i = people.bind(i, "uuid", person -> person.membership().id());
        i = people.bind(i, "text", person -> person.membership().role());
        i = people.bind(i, "text", person -> person.plan().wanted().role() == null ? "DEFAULT" : "SCIM");
        i = people.bind(i, "text", person -> person.membership().active() ? "ACTIVE" : "INACTIVE");
        return people.bind(i, "uuid", person -> person.plan().request().connectionId());
    }

    private static int bindResource(Columns<Created> people, int from) throws SQLException {
        int i = people.bind(from, "uuid", Created::userId);
        i = people.bind(i, "text", person -> person.plan().wanted().userName());
        i = people.bind(i, "text", person -> person.plan().wanted().userNameKey());
        i = people.bind(i, "text", person -> person.plan().wanted().externalId());
        i = people.bind(i, "bool", person -> person.plan().wanted().active());
        i = people.bind(i, "text", person -> person.plan().wanted().resource().toString());
        i = people.bind(
                i,
                "uuid",
                person -> person.membership().teams().isEmpty()
                        ? null
                        : person.membership().teams().getFirst());
        i = people.bind(i, "text", person -> person.plan().teamSource());
        return people.bind(
                i, "timestamptz", person -> person.plan().request().now().atOffset(ZoneOffset.UTC));
    }

    private static MemberEvents events(Created created) {
        Plan plan = created.plan();
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
