package dev.rollcall.scimendpoint.membership;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.kit.CallFailed;
import dev.rollcall.scimendpoint.membership.HoldRules.Meaning;
import java.util.concurrent.CompletionException;

/** Reads what the exception of a call tells of it. */
final class FailedCalls {

    private FailedCalls() {}

    static Meaning meaning(Throwable failure) {
        return switch (failure) {
            case CompletionException stage when stage.getCause() != null -> meaning(stage.getCause());
            case Refused refused -> refused.refusal() == Refusal.UNAVAILABLE ? Meaning.UNCERTAIN : Meaning.ANSWERED;
            case CallFailed failed -> failed.sent() ? Meaning.UNCERTAIN : Meaning.NOT_SENT;
            default -> Meaning.ANSWERED;
        };
    }
}
