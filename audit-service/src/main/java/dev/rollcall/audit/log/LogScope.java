package dev.rollcall.audit.log;

import dev.rollcall.contract.event.StreamKey;
import java.util.UUID;

/** Whose part of the log: an organization's, or the installation's own. */
public final class LogScope {
    /** Stands in the column {@code organization_id} for facts of no organization; no organization can have this id. */
    public static final UUID PLATFORM = new UUID(0, 0);

    private LogScope() {}

    /** The Kafka key of a scope: {@code org:<id>} or {@code platform}. */
    static String key(UUID scope) {
        return scope.equals(PLATFORM) ? StreamKey.PLATFORM : "org:" + scope;
    }
}
