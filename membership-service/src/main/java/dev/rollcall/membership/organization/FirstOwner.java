package dev.rollcall.membership.organization;

import dev.rollcall.contract.event.EventData;
import dev.rollcall.contract.event.EventData.Actor;
import dev.rollcall.contract.event.EventData.Pii;
import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.event.MemberState;
import dev.rollcall.contract.event.StreamKey;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.kit.Trace;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.outbox.OutboxEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The membership of whoever makes an organization: an owner by hand, whom no IdP manages. */
record FirstOwner(
        UUID organizationId,
        MemberState member,
        @Nullable String email,
        @Nullable String fullName) {
    private static final long FIRST = 1; // version and session epoch both count from 1

    private static final String INSERT = """
            insert into member (organization_id, account_id, id, role, role_source, status, origin, managed_by,
                joined_at, updated_at, version, session_epoch, provenance)
            select ?, id, ?, 'owner', 'PLATFORM', 'ACTIVE', 'MANUAL', 'NONE', ?, ?, ?, ?,
                jsonb_build_object('firstActor', 'user:' || id) from account where id = ?
            """;

    /** Refused as ACCOUNT_UNKNOWN when the token's account is not here: an owner that does not exist owns nothing. */
    static FirstOwner store(Connection connection, UUID organizationId, UUID accountId, UUID memberId, Instant now)
            throws SQLException {
        int stored = Sql.on(connection, INSERT, organizationId, memberId, now, now, FIRST, FIRST, accountId)
                .update();
        if (stored == 0) {
            throw Refusal.ACCOUNT_UNKNOWN.because("The account behind this access token does not exist here.");
        }
        return Sql.on(connection, "select user_name, email, full_name from account where id = ?", accountId)
                .first(row -> new FirstOwner(
                        organizationId,
                        new MemberState(
                                memberId,
                                accountId,
                                row.getString("user_name"),
                                "ACTIVE",
                                "owner",
                                List.of(),
                                "MANUAL",
                                "NONE",
                                null,
                                FIRST,
                                FIRST),
                        row.getString("email"),
                        row.getString("full_name")))
                .orElseThrow();
    }

    OutboxEvent provisioned(Actor actor, Instant now) {
        Trace trace = Trace.current();
        Pii pii = email == null && fullName == null ? null : new Pii(email, fullName, null, null);
        EventData data = new EventData(
                organizationId,
                actor,
                null,
                null,
                trace.traceId(),
                null,
                member,
                null,
                Map.of("origin", member.origin()),
                pii);
        return new OutboxEvent(
                EventType.USER_PROVISIONED,
                StreamKey.organization(organizationId),
                "member/" + member.memberId(),
                now,
                data,
                trace.traceparent(),
                trace.traceId());
    }
}
