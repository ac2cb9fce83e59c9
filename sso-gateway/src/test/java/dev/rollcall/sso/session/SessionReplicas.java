package dev.rollcall.sso.session;

import dev.rollcall.sso.neighbour.Membership;
import dev.rollcall.sso.owner.OwnerSettings;
import dev.rollcall.sso.signin.SessionEvents;
import dev.rollcall.sso.signin.SignInEvents;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;

/** Sessions as another replica would see them, over the same database. */
@ApplicationScoped
class SessionReplicas {
    private final DataSource database;
    private final SignInEvents signIns;
    private final SessionEvents events;
    private final SessionChecks checks;
    private final Membership membership;
    private final OwnerSettings owner;

    SessionReplicas(
            DataSource database,
            SignInEvents signIns,
            SessionEvents events,
            SessionChecks checks,
            Membership membership,
            OwnerSettings owner) {
        this.database = database;
        this.signIns = signIns;
        this.events = events;
        this.checks = checks;
        this.membership = membership;
        this.owner = owner;
    }

    /** The same replica, so much later. */
    Sessions later(Duration later) {
        return new Sessions(database, signIns, events, checks, owner, Clock.offset(Clock.systemUTC(), later));
    }

    /** One that hears nothing of memberships, because Kafka is away for it. */
    Sessions deaf(Duration later) {
        MembershipNews nothing =
                new MembershipNews(database, events, Clock.systemUTC(), new SimpleMeterRegistry(), "nowhere:1");
        SessionChecks asking = new SessionChecks(database, membership, nothing, events);
        return new Sessions(database, signIns, events, asking, owner, Clock.offset(Clock.systemUTC(), later));
    }
}
