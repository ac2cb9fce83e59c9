package dev.rollcall.sso.flow;

import dev.rollcall.sso.session.SessionSecret;
import dev.rollcall.sso.trace.FlowTrace;
import java.time.Duration;

/** What the browser gets in the end. */
sealed interface Ending {
    /** @param path of ours to go on at */
    record In(SessionSecret session, Duration lifetime, String path) implements Ending {}

    /** A page that says why not. */
    record Out(int status, String title, String detail, String code, String traceId) implements Ending {}

    /** An owner's test sign-in: its trace, shown. */
    record Tried(FlowTrace trace) implements Ending {}
}
