package dev.rollcall.membership.signin;

import dev.rollcall.contract.event.EventData.Actor;
import dev.rollcall.contract.signin.SignInRequest;
import dev.rollcall.kit.Trace;
import dev.rollcall.membership.user.Request;
import java.time.Instant;
import java.util.List;

/**
 * A sign-in as it was asked for.
 *
 * @param command the same as other commands carry it: connection, time and trace
 */
record Asked(SignInRequest request, Person person, Request command) {
    static Asked of(SignInRequest request, Person person, Instant now, Trace trace) {
        return new Asked(
                request,
                person,
                new Request(request.connection(), now, List.of(), trace.traceId(), trace.traceparent()));
    }

    /** Just-in-time provisioning acts as its connection. */
    Actor actor() {
        return new Actor(Actor.Type.JIT, request.connection().toString(), null);
    }

    Instant now() {
        return command.now();
    }
}
