package dev.rollcall.membership.signin;

import dev.rollcall.contract.event.EventData.Actor;
import dev.rollcall.contract.signin.SignInRequest;
import dev.rollcall.kit.Trace;
import dev.rollcall.membership.user.MemberEvents;
import dev.rollcall.membership.user.Request;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in as it was asked for.
 *
 * @param connection whose identity provider vouched; null for somebody who proved their address by a link
 * @param flow the flow's id; events carry it
 * @param traceId what the person is shown
 * @param command the same as other commands carry it: connection, time and trace
 */
record Asked(@Nullable UUID connection, UUID flow, String traceId, Person person, Request command) {
    /** A connection that is none: it reaches no organization, and nobody is managed by it. */
    static final UUID NO_CONNECTION = new UUID(0, 0);

    private static final Actor LINK = new Actor(Actor.Type.SYSTEM, "email-link", null);

    static Asked of(SignInRequest request, Person person, Instant now, Trace trace) {
        return new Asked(
                request.connection(),
                request.flow(),
                request.traceId(),
                person,
                command(request.connection(), now, trace));
    }

    static Asked byLink(UUID flow, String traceId, Person person, Instant now) {
        return new Asked(null, flow, traceId, person, command(NO_CONNECTION, now, Trace.current()));
    }

    private static Request command(UUID connection, Instant now, Trace trace) {
        return new Request(connection, now, List.of(), trace.traceId(), trace.traceparent());
    }

    /** Just-in-time provisioning acts as its connection. */
    Actor actor() {
        return connection == null ? LINK : new Actor(Actor.Type.JIT, connection.toString(), null);
    }

    Instant now() {
        return command.now();
    }

    MemberEvents events() {
        return connection == null ? MemberEvents.ofNoConnection(command, actor()) : new MemberEvents(command, actor());
    }
}
