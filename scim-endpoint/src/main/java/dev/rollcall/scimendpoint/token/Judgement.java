package dev.rollcall.scimendpoint.token;

import dev.rollcall.contract.provisioning.ScimClient;
import dev.rollcall.contract.provisioning.ScimTrust;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.scim.schema.ResourceType;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What membership-service said of a token, and when it was asked (by {@link System#nanoTime()}). */
public sealed interface Judgement {
    long askedNanos();

    /** How long from the question on the answer counts. */
    Duration lifetime();

    /**
     * The token is somebody's. One second is left for the call that finds it revoked.
     *
     * @param trust what a token of the issuer must show; null where the question was of a secret
     * @param userType the type of the connection's Users
     */
    record Known(ScimClient client, @Nullable ScimTrust trust, ResourceType userType, long askedNanos)
            implements Judgement {
        @Override
        public Duration lifetime() {
            return Duration.ofSeconds(4);
        }
    }

    /** Nobody's token, for now: long enough to damp a client that hammers, short enough for a token made a moment later. */
    record Unknown(Refused refused, long askedNanos) implements Judgement {
        @Override
        public Duration lifetime() {
            return Duration.ofSeconds(1);
        }
    }

    /** Nobody could say: not remembered. */
    record Unjudged(RuntimeException failure, long askedNanos) implements Judgement {
        @Override
        public Duration lifetime() {
            return Duration.ZERO;
        }
    }
}
