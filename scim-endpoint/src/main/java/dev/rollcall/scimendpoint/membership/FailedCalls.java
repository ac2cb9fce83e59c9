package dev.rollcall.scimendpoint.membership;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.scimendpoint.membership.HoldRules.Meaning;
import jakarta.ws.rs.ProcessingException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Reads what an exception of the REST client tells of the call. */
final class FailedCalls {
    private static final int CAUSES_MAX = 10; // no chain of causes is longer; ends on a circular one

    private FailedCalls() {}

    static Meaning meaning(RuntimeException failure) {
        if (failure instanceof Refused refused) {
            return refused.refusal() == Refusal.UNAVAILABLE ? Meaning.UNCERTAIN : Meaning.ANSWERED;
        }
        if (failure instanceof ProcessingException) {
            return notSent(failure) ? Meaning.NOT_SENT : Meaning.UNCERTAIN;
        }
        return Meaning.ANSWERED;
    }

    /** A refused connection, an unknown host, and Netty's own time-out of connecting, which is a ConnectException. */
    private static boolean notSent(Throwable failure) {
        @Nullable Throwable cause = failure;
        for (int i = 0; cause != null && i < CAUSES_MAX; i++, cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || cause instanceof NoRouteToHostException) {
                return true;
            }
        }
        return false;
    }
}
