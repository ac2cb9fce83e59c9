package dev.rollcall.membership.adoption;

import dev.rollcall.contract.event.EventData.Actor;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.membership.conflict.Conflict;
import dev.rollcall.membership.conflict.ConflictType;
import dev.rollcall.membership.conflict.Conflicts;
import dev.rollcall.membership.conflict.Settlements;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.sql.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A refused push is decided by an owner: let in, or kept out. */
@ApplicationScoped
class Approvals {
    private final Transactions transactions;
    private final Adoptions adoptions;
    private final Conflicts conflicts;

    Approvals(Transactions transactions, Adoptions adoptions, Conflicts conflicts) {
        this.transactions = transactions;
        this.adoptions = adoptions;
        this.conflicts = conflicts;
    }

    /** As adopting the member for the connection that pushed: the IdP's next push succeeds. */
    Adoption approve(UUID organizationId, UUID conflictId, Actor actor) {
        return transactions.write(connection -> {
            Asked asked = asked(connection, organizationId, conflictId);
            return adoptions.adopt(connection, organizationId, asked.memberId(), asked.connectionId(), null, actor);
        });
    }

    /** Later pushes are refused as this one was; they only count on, and call no owner again. */
    Conflict reject(UUID organizationId, UUID conflictId, Actor actor) {
        transactions.read(connection -> asked(connection, organizationId, conflictId));
        return conflicts.close(organizationId, conflictId, Conflicts.Closing.IGNORED, actor);
    }

    private record Asked(UUID memberId, UUID connectionId) {}

    /** @throws Refused CONFLICT_UNKNOWN; VALUE_INVALID for a conflict that is not about a member whom SCIM does not manage */
    private static Asked asked(Connection connection, UUID organizationId, UUID conflictId) throws SQLException {
        record Found(
                ConflictType type,
                @Nullable UUID memberId,
                @Nullable UUID connectionId) {}
        Found found = Sql.on(
                        connection,
                        "select type, member_id, connection_id from conflict where organization_id = ? and id = ?",
                        organizationId,
                        conflictId)
                .first(row -> new Found(
                        ConflictType.valueOf(row.getString(1)),
                        row.getObject(2, UUID.class),
                        row.getObject(3, UUID.class)))
                .orElseThrow(() -> Refusal.CONFLICT_UNKNOWN.because("This organization has no such conflict."));
        if (!Settlements.OF_BEING_UNMANAGED.contains(found.type())
                || found.memberId() == null
                || found.connectionId() == null) {
            throw Refusal.VALUE_INVALID.because("This conflict asks for no adoption; see its suggestion.");
        }
        return new Asked(found.memberId(), found.connectionId());
    }
}
