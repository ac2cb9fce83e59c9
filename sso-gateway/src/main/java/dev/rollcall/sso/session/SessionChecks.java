package dev.rollcall.sso.session;

import dev.rollcall.contract.account.AccountsApi.HeldMembership;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.sso.neighbour.Membership;
import dev.rollcall.sso.signin.SessionEvents;
import dev.rollcall.sso.signin.SessionEvents.Why;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Whether the memberships that a session stands on still stand. News of changes void grants as they come ({@link MembershipNews}); where news
 * cannot be relied on, and at a session's first use, the source of truth is asked.
 */
@ApplicationScoped
class SessionChecks {
    private final DataSource database;
    private final Membership membership;
    private final MembershipNews news;
    private final SessionEvents events;

    SessionChecks(DataSource database, Membership membership, MembershipNews news, SessionEvents events) {
        this.database = database;
        this.membership = membership;
        this.news = news;
        this.events = events;
    }

    /** The session as it stands now; empty when nothing that it stood on is left. Refused as UNAVAILABLE when that cannot be found out. */
    Optional<Session> live(Session session, Instant now) {
        if (!SessionRules.mustAsk(session.checkedAt(), news.heard(), now)) {
            return Optional.of(session).filter(any -> !any.live().isEmpty());
        }
        try {
            return looked(session, now);
        } catch (Refused unavailable) {
            if (SessionRules.mayGoOn(session, now)) {
                return Optional.of(session);
            }
            throw unavailable;
        }
    }

    /** As {@link #live}, by the source of truth whatever is known; for what must end at once. */
    Optional<Session> looked(Session session, Instant now) {
        List<HeldMembership> memberships = membership.listMemberships(session.accountId());
        Session settled = session.checked(now, SessionRules.settled(session.grants(), memberships));
        boolean changed = !settled.grants().equals(session.grants());
        QuarkusTransaction.requiringNew().run(() -> store(settled, changed, now));
        return Optional.of(settled).filter(any -> !any.live().isEmpty());
    }

    private void store(Session settled, boolean changed, Instant now) {
        try (Connection connection = database.getConnection()) {
            SessionRows.checked(connection, settled, now);
            if (changed) {
                GrantRows.settle(connection, settled, now);
            }
            if (settled.live().isEmpty()) {
                for (Session ended : EndedRows.baseless(connection, List.of(settled.key()), now)) {
                    events.ended(connection, ended.ended(Why.MEMBERSHIPS_ENDED), now);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
