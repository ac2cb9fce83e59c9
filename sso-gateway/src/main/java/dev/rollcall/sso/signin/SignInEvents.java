package dev.rollcall.sso.signin;

import dev.rollcall.contract.event.EventData;
import dev.rollcall.contract.event.EventData.Actor;
import dev.rollcall.contract.event.EventData.Pii;
import dev.rollcall.contract.event.EventData.Reason;
import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.event.StreamKey;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.kit.Trace;
import dev.rollcall.sso.signin.DenialFold.Place;
import dev.rollcall.sso.stream.Events;
import dev.rollcall.sso.stream.Events.Cause;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is told of sign-ins. The break-glass owner belongs to no organization: these facts are the platform's. What failed over a connection is its
 * organization's.
 */
@ApplicationScoped
public class SignInEvents {
    private final Events events;

    SignInEvents(Events events) {
        this.events = events;
    }

    /** @param session the session that was opened; null when an access token was given instead */
    public void succeeded(
            Connection connection, UUID account, Method method, Attempt attempt, @Nullable UUID session, Instant now)
            throws SQLException {
        Map<String, Object> details = details(method, attempt.channel());
        if (session != null) {
            details.put("sessionId", session);
        }
        append(
                connection,
                EventType.SIGN_IN_SUCCEEDED,
                "account/" + account,
                now,
                user(account),
                null,
                details,
                pii(attempt));
    }

    void denied(Connection connection, Refused why, Method method, Attempt attempt, Instant now) throws SQLException {
        Map<String, Object> details = details(method, attempt.channel());
        details.put("count", 1);
        // Neither what was typed as e-mail (people type passwords there) nor anything else of the request but where it
        // came from.
        Reason reason = new Reason(why.refusal().name(), why.detail());
        append(connection, EventType.SIGN_IN_DENIED, null, now, nobody(), reason, details, pii(attempt));
    }

    /** In the log of the connection's organization. */
    void denied(Connection connection, FailedFlow failed, Attempt attempt, Instant now) throws SQLException {
        Map<String, Object> details = details(failed.method(), attempt.channel());
        details.put("count", 1);
        details.put("check", failed.check());
        details.put("flowId", failed.flow());
        details.put("traceId", failed.traceId());
        Trace trace = Trace.current();
        EventData data = new EventData(
                failed.organizationId(),
                nobody(),
                new Reason(failed.reason(), failed.text()),
                failed.connectionId(),
                trace.traceId(),
                null,
                null,
                null,
                details,
                pii(attempt));
        StreamKey stream = StreamKey.ssoSignIns(failed.organizationId());
        Cause cause = new Cause(trace.traceId(), trace.traceparent());
        events.append(connection, EventType.SIGN_IN_DENIED, stream, null, now, data, cause);
    }

    void denied(Connection connection, DenialFold.Folded folded, Instant now) throws SQLException {
        DenialFold.Kind kind = folded.kind();
        Map<String, Object> details = details(kind.method(), kind.channel());
        details.put("count", folded.count());
        details.put("since", folded.since());
        Reason reason = new Reason(kind.reason(), "Further denials of one kind within a minute, counted.");
        UUID organization = kind.place().map(Place::organizationId).orElse(null);
        UUID through = kind.place().map(Place::connectionId).orElse(null);
        EventData data = new EventData(organization, nobody(), reason, through, null, null, null, null, details, null);
        StreamKey stream = organization == null ? StreamKey.ssoPlatform() : StreamKey.ssoSignIns(organization);
        events.append(connection, EventType.SIGN_IN_DENIED, stream, null, now, data, null);
    }

    private void append(
            Connection connection,
            EventType type,
            @Nullable String subject,
            Instant now,
            Actor actor,
            @Nullable Reason reason,
            Map<String, Object> details,
            @Nullable Pii pii)
            throws SQLException {
        Trace trace = Trace.current();
        EventData data = new EventData(null, actor, reason, null, trace.traceId(), null, null, null, details, pii);
        Cause cause = new Cause(trace.traceId(), trace.traceparent());
        events.append(connection, type, StreamKey.ssoPlatform(), subject, now, data, cause);
    }

    private static Map<String, Object> details(Method method, Attempt.Channel channel) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("method", method.name());
        details.put("channel", channel.name());
        return details;
    }

    private static Actor user(UUID account) {
        return new Actor(Actor.Type.USER, account.toString(), null);
    }

    /** Who was turned away is nobody that we know. */
    private static Actor nobody() {
        return new Actor(Actor.Type.SYSTEM, "sso-gateway", null);
    }

    private static Pii pii(Attempt attempt) {
        return new Pii(null, null, attempt.address(), attempt.userAgent());
    }
}
