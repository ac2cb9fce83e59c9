package dev.rollcall.membership.signin;

import dev.rollcall.contract.event.EventData.Actor;
import dev.rollcall.contract.signin.SignInRequest;
import dev.rollcall.membership.user.Request;
import java.time.Instant;

/**
 * A sign-in as it was asked for.
 *
 * @param command the same as other commands carry it: connection, time and trace
 */
record Asked(SignInRequest request, Person person, Request command) {
    /** Just-in-time provisioning acts as its connection. */
    Actor actor() {
        return new Actor(Actor.Type.JIT, request.connection().toString(), null);
    }

    Instant now() {
        return command.now();
    }
}
