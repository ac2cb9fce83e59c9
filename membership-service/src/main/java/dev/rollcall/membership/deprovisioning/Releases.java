package dev.rollcall.membership.deprovisioning;

import dev.rollcall.contract.event.EventData.Actor;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.kit.Trace;
import dev.rollcall.membership.admin.Cursor;
import dev.rollcall.membership.admin.Slice;
import dev.rollcall.membership.conflict.ConflictType;
import dev.rollcall.membership.conflict.Conflicts;
import dev.rollcall.membership.guard.GuardRules;
import dev.rollcall.membership.guard.HeldDeprovisioning;
import dev.rollcall.membership.guard.HeldDeprovisionings;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.sql.Transactions;
import dev.rollcall.membership.stream.Moments;
import dev.rollcall.membership.user.Clashes;
import dev.rollcall.membership.user.Request;
import dev.rollcall.membership.user.Users;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Carries held de-provisioning out, or forgets it, at an owner's word. */
@ApplicationScoped
class Releases {
    private static final Logger LOG = Logger.getLogger(Releases.class);
    private static final UUID BEGINNING = new UUID(0, 0);
    private static final int BATCH = 100;
    /** A call answers within what browsers and proxies wait; the rest is for the next call. */
    private static final Duration CALL_MAX = Duration.ofSeconds(20);

    private final Transactions transactions;
    private final Conflicts conflicts;
    private final Users users;
    private final Moments moments;

    Releases(Transactions transactions, Conflicts conflicts, Users users, Moments moments) {
        this.transactions = transactions;
        this.conflicts = conflicts;
        this.users = users;
        this.moments = moments;
    }

    HeldDeprovisioningList list(UUID connectionId, Slice slice) {
        UUID after = slice.after() == null ? BEGINNING : Cursor.id(slice.after());
        List<HeldDeprovisioning> rows = transactions.read(
                connection -> HeldDeprovisionings.list(connection, connectionId, after, slice.limit(), slice.offset()));
        return new HeldDeprovisioningList(
                slice.cut(rows), slice.next(rows, row -> row.userId().toString()));
    }

    /** What is held is done now; what the identity provider sends within the next hour passes. */
    Release release(UUID connectionId, Actor owner) {
        Instant now = moments.now();
        transactions.write(connection -> {
            Sql.on(
                            connection,
                            "update connection set deprovisioning_released_until = ? where id = ?",
                            now.plus(GuardRules.RELEASE),
                            connectionId)
                    .update();
            settle(connection, connectionId, owner);
            return now;
        });
        return carryOut(connectionId);
    }

    /** What is held is forgotten; how many that was. The guard goes on. */
    int discard(UUID connectionId, Actor owner) {
        return transactions.write(connection -> {
            settle(connection, connectionId, owner);
            return HeldDeprovisionings.forgetAll(connection, connectionId);
        });
    }

    private void settle(Connection connection, UUID connectionId, Actor owner) throws SQLException {
        List<UUID> organizations = Sql.on(
                        connection,
                        "select organization_id from connection_organization where connection_id = ? order by 1",
                        connectionId)
                .list(row -> row.getObject(1, UUID.class));
        for (UUID organization : organizations) {
            conflicts.closeAlive(
                    connection,
                    organization,
                    ConflictType.MASS_DEPROVISION,
                    Clashes.connectionSubject(connectionId),
                    Conflicts.Closing.RESOLVED,
                    owner);
        }
    }

    private Release carryOut(UUID connectionId) {
        long began = System.nanoTime();
        int released = 0;
        int refused = 0;
        while (System.nanoTime() - began < CALL_MAX.toNanos()) {
            List<HeldDeprovisioning> batch = transactions.read(
                    connection -> HeldDeprovisionings.list(connection, connectionId, BEGINNING, BATCH, 0));
            if (batch.isEmpty()) {
                return new Release(released, refused, 0);
            }
            for (HeldDeprovisioning held : batch) {
                if (carriedOut(connectionId, held)) {
                    released++;
                } else {
                    refused++;
                }
            }
        }
        return new Release(
                released,
                refused,
                transactions.read(connection -> HeldDeprovisionings.count(connection, connectionId)));
    }

    /** One that is refused by another rule is held no longer: that refusal has its own conflict. */
    private boolean carriedOut(UUID connectionId, HeldDeprovisioning held) {
        Trace trace = Trace.current();
        Request request = new Request(connectionId, moments.now(), List.of(), trace.traceId(), trace.traceparent());
        try {
            users.deprovision(request, held.userId(), held.kind());
            return true;
        } catch (Refused refused) {
            LOG.infof("Released de-provisioning of user %s was refused: %s", held.userId(), refused.refusal());
            transactions.write(connection -> HeldDeprovisionings.forget(connection, connectionId, held.userId()));
            return false;
        }
    }
}
