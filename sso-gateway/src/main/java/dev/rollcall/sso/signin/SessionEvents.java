package dev.rollcall.sso.signin;

import dev.rollcall.contract.event.EventData;
import dev.rollcall.contract.event.EventData.Actor;
import dev.rollcall.contract.event.EventData.Reason;
import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.event.StreamKey;
import dev.rollcall.kit.Trace;
import dev.rollcall.sso.stream.Events;
import dev.rollcall.sso.stream.Events.Cause;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is told of a session's end: to each organization whose membership it stood on; the break-glass owner's to the platform. */
@ApplicationScoped
public class SessionEvents {
    private final Events events;

    SessionEvents(Events events) {
        this.events = events;
    }

    /** How a session came to its end. */
    public enum Why {
        /** The person signed out. */
        SIGNED_OUT(true, "You are signed out."),
        /** The person ended it from another browser, or opened more than there may be. */
        REVOKED(true, "You ended this session from another browser."),
        /** Somebody signed in anew in the same browser. */
        REPLACED(true, "Somebody signed in anew in this browser."),
        /** Nothing that it stood on is left. */
        MEMBERSHIPS_ENDED(false, "Your membership was ended or deactivated, and your session with it."),
        /** The identity provider said so. */
        IDP_LOGOUT(false, "Your company's sign-in service signed you out.");

        private final boolean byPerson;
        private final String sentence;

        Why(boolean byPerson, String sentence) {
            this.byPerson = byPerson;
            this.sentence = sentence;
        }

        /** For the person, when they come back. */
        public String sentence() {
            return sentence;
        }
    }

    /** A membership that a session stood on. */
    public record Foundation(UUID organizationId, UUID memberId) {}

    /**
     * A session that is over.
     *
     * @param connectionId null for the break-glass owner's
     * @param foundations empty for the break-glass owner's
     */
    public record Ended(
            UUID sessionId, UUID accountId, @Nullable UUID connectionId, List<Foundation> foundations, Why why) {}

    /** In the transaction that ended it. */
    public void ended(Connection connection, Ended session, Instant now) throws SQLException {
        if (session.foundations().isEmpty()) {
            append(connection, session, null, StreamKey.ssoPlatform(), "account/" + session.accountId(), now);
        }
        for (Foundation foundation : session.foundations()) {
            UUID organization = foundation.organizationId();
            String subject = "member/" + foundation.memberId();
            append(connection, session, organization, StreamKey.ssoSignIns(organization), subject, now);
        }
    }

    private void append(
            Connection connection,
            Ended session,
            @Nullable UUID organization,
            StreamKey stream,
            String subject,
            Instant now)
            throws SQLException {
        Why why = session.why();
        Actor actor = why.byPerson
                ? new Actor(Actor.Type.USER, session.accountId().toString(), null)
                : new Actor(Actor.Type.SYSTEM, "sso-gateway", null);
        Reason reason = why.byPerson ? null : new Reason(why.name(), reason(why));
        Trace trace = Trace.current();
        Map<String, Object> details = Map.of("sessionId", session.sessionId());
        EventData data = new EventData(
                organization, actor, reason, session.connectionId(), trace.traceId(), null, null, null, details, null);
        EventType type = why == Why.SIGNED_OUT ? EventType.SIGNED_OUT : EventType.SESSION_REVOKED;
        events.append(connection, type, stream, subject, now, data, new Cause(trace.traceId(), trace.traceparent()));
    }

    private static String reason(Why why) {
        return switch (why) {
            case SIGNED_OUT, REVOKED, REPLACED -> "The person asked for it.";
            case MEMBERSHIPS_ENDED -> "Every membership that it stood on was ended or deactivated.";
            case IDP_LOGOUT -> "The identity provider asked for it.";
        };
    }
}
