package dev.rollcall.membership.adoption;

import dev.rollcall.contract.event.EventData.Actor;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.kit.Trace;
import dev.rollcall.membership.adoption.Adoption.Outcome;
import dev.rollcall.membership.adoption.AdoptionRules.Candidate;
import dev.rollcall.membership.adoption.AdoptionRules.Step;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.sql.Transactions;
import dev.rollcall.membership.stream.Moments;
import dev.rollcall.membership.user.Handovers;
import dev.rollcall.membership.user.Request;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Owners' commands on who manages a member: each one transaction, for one member. */
@ApplicationScoped
class Adoptions {
    /** An IdP pushes a person when something about them changes; a month sees the slowest cycle, and a forgotten link must not wait for years. */
    private static final Duration PENDING = Duration.ofDays(30);

    private static final String PEND = """
            insert into pending_link (connection_id, member_id, organization_id, external_id, created_by, created_at, expires_at)
            values (?, ?, ?, ?, ?, ?, ?)
            on conflict (connection_id, member_id) do update set external_id = excluded.external_id,
                created_by = excluded.created_by, created_at = excluded.created_at, expires_at = excluded.expires_at""";

    private final Transactions transactions;
    private final Handovers handovers;
    private final Moments moments;

    Adoptions(Transactions transactions, Handovers handovers, Moments moments) {
        this.transactions = transactions;
        this.handovers = handovers;
        this.moments = moments;
    }

    /**
     * @param wanted the connection; null for the organization's only one with SCIM
     * @param externalId the IdP's own id of the person; null to go by the exact e-mail
     */
    Adoption adopt(
            UUID organizationId, String idOrUserName, @Nullable UUID wanted, @Nullable String externalId, Actor actor) {
        return transactions.write(connection -> {
            UUID connectionId = Candidates.connection(connection, organizationId, wanted);
            UUID memberId = Candidates.member(connection, organizationId, idOrUserName);
            return adopt(connection, organizationId, memberId, connectionId, externalId, actor);
        });
    }

    /** One bad one harms no other: each is a transaction of its own. */
    AdoptionList adopt(UUID organizationId, List<String> members, @Nullable UUID wanted, Actor actor) {
        UUID connectionId = transactions.read(connection -> Candidates.connection(connection, organizationId, wanted));
        List<AdoptionList.Answer> answers = new ArrayList<>();
        for (String member : members) {
            try {
                Adoption adoption = adopt(organizationId, member, connectionId, null, actor);
                answers.add(new AdoptionList.Answer(member, adoption.outcome().name(), adoption, null, null));
            } catch (Refused refused) {
                answers.add(new AdoptionList.Answer(
                        member, "REFUSED", null, refused.refusal().name(), refused.detail()));
            }
        }
        return new AdoptionList(answers);
    }

    /** Within the caller's transaction. */
    Adoption adopt(
            Connection connection,
            UUID organizationId,
            UUID memberId,
            UUID connectionId,
            @Nullable String externalId,
            Actor actor)
            throws SQLException {
        Candidate candidate = Candidates.lock(connection, organizationId, memberId, connectionId, externalId);
        return switch (AdoptionRules.step(candidate, externalId)) {
            case Step.Nothing nothing ->
                new Adoption(memberId, Outcome.ADOPTED, connectionId, described(connection, candidate), null);
            case Step.Now now -> {
                UUID resource = handovers.adopt(connection, request(connectionId), actor, memberId, externalId);
                yield new Adoption(memberId, Outcome.ADOPTED, connectionId, resource, null);
            }
            case Step.Later later -> {
                Instant now = moments.now();
                Instant until = now.plus(PENDING);
                Sql.on(
                                connection,
                                "delete from pending_link where connection_id = ? and expires_at <= ?",
                                connectionId,
                                now)
                        .update();
                Sql.on(
                                connection,
                                PEND,
                                connectionId,
                                memberId,
                                organizationId,
                                externalId,
                                actor.reference(),
                                now,
                                until)
                        .update();
                yield new Adoption(memberId, Outcome.PENDING, connectionId, null, until);
            }
            case Step.TurnedDown down -> throw down.refusal().because(down.detail());
        };
    }

    /** R-ORG-13. A member whom SCIM does not manage stays as they are; a link that waits for them is taken back. */
    Adoption release(UUID organizationId, String idOrUserName, Actor actor) {
        return transactions.write(connection -> {
            UUID memberId = Candidates.member(connection, organizationId, idOrUserName);
            UUID manager = Sql.on(connection, "select connection_id from member where id = ?", memberId)
                    .first(row -> Objects.requireNonNullElse(row.getObject(1, UUID.class), NONE))
                    .orElse(NONE);
            handovers.release(connection, request(manager), actor, memberId);
            return new Adoption(memberId, Outcome.RELEASED, null, null, null);
        });
    }

    private static final UUID NONE = new UUID(0, 0);

    private static UUID described(Connection connection, Candidate candidate) throws SQLException {
        return Sql.on(
                        connection,
                        "select s.id from scim_user s join member m on m.account_id = s.account_id"
                                + " where s.connection_id = ? and m.id = ?",
                        candidate.connectionId(),
                        candidate.memberId())
                .first(row -> row.getObject(1, UUID.class))
                .orElseThrow();
    }

    private Request request(UUID connectionId) {
        Trace trace = Trace.current();
        return new Request(connectionId, moments.now(), List.of(), trace.traceId(), trace.traceparent());
    }
}
