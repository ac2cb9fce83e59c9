package dev.rollcall.contract.event;

import java.time.Duration;

/**
 * Every Kafka topic of the suite. A topic's partition count is part of its contract: keys keep their order only while it stays, so
 * services compare it at start and refuse to run on another number. Topics are created by the deployment, never by a service.
 */
public enum Topics {
    /** Facts bound to one organization, keyed {@code org:<id>}: one order per organization. */
    MEMBERSHIP_EVENTS("membership.events.v1", 12, false, Duration.ofDays(14)),
    /** Facts of an account that no organization owns, keyed {@code acct:<id>}. */
    ACCOUNT_EVENTS("account.events.v1", 12, false, Duration.ofDays(14)),
    /** Sign-ins, denials, sessions; apart because their volume differs. Keyed {@code org:<id>} or {@code platform}. */
    SIGNIN_EVENTS("signin.events.v1", 12, false, Duration.ofDays(14)),
    /** The latest full state of each member, keyed {@code org:<id>/member:<id>}, null when the membership is gone. */
    MEMBERSHIP_STATE("membership.state.v1", 12, true, Duration.ofDays(7)),
    /** Sealed audit entries: what operators tail. Keyed {@code org:<id>} or {@code platform}. */
    AUDIT_LOG("audit.log.v1", 12, false, Duration.ofDays(30)),
    /** Signed checkpoints of the audit log's tree, keyed {@code log}, for ever: what it was, said outside its database. */
    AUDIT_CHECKPOINTS("audit.checkpoints.v1", 1, false, Duration.ofDays(36_500)),
    /** The SCIM request log on its way to membership-service, keyed {@code conn:<id>}; not audited. */
    SCIM_REQUESTS("scim.requests.v1", 12, false, Duration.ofDays(1)),
    /** Records that audit-service could not take, as they came. */
    AUDIT_DEAD_LETTERS("audit-service.dlq.v1", 3, false, Duration.ofDays(90));

    private final String topicName;
    private final int partitions;
    private final boolean compacted;
    private final Duration retention;

    Topics(String topicName, int partitions, boolean compacted, Duration retention) {
        this.topicName = topicName;
        this.partitions = partitions;
        this.compacted = compacted;
        this.retention = retention;
    }

    /** The name on the broker, with its version. */
    public String topicName() {
        return topicName;
    }

    /** How many partitions the topic has, always. */
    public int partitions() {
        return partitions;
    }

    /** Whether the broker keeps the last record of each key instead of everything for a time. */
    public boolean compacted() {
        return compacted;
    }

    /** How long records stay; for a compacted topic, how long a tombstone stays. */
    public Duration retention() {
        return retention;
    }
}
