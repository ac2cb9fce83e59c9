package dev.rollcall.contract.event;

import java.util.UUID;

/**
 * Names a stream within one service: events of one key are numbered 1..N without gaps, and keep their order on Kafka.
 *
 * @param source CloudEvents {@code source}, see {@link CloudEvent#source()}
 * @param partitionKey the Kafka key
 */
public record StreamKey(String source, String partitionKey) {

    /** The reserved scope of facts that belong to no organization. */
    public static final String PLATFORM = "platform";

    /** {@link #source()} as one path segment of a URL: dots for slashes. */
    public String key() {
        return source.substring(1).replace('/', '.');
    }

    /** The source that {@link #key()} came from. */
    public static String sourceOf(String key) {
        return "/" + key.replace('.', '/');
    }

    public static StreamKey organization(UUID organizationId) {
        return new StreamKey("/membership/org/" + organizationId, "org:" + organizationId);
    }

    public static StreamKey account(UUID accountId) {
        return new StreamKey("/membership/account/" + accountId, "acct:" + accountId);
    }

    /** Sign-ins through an organization's connections, as decided. */
    public static StreamKey signIns(UUID organizationId) {
        return new StreamKey("/membership/signin/org/" + organizationId, "org:" + organizationId);
    }

    public static StreamKey ssoSignIns(UUID organizationId) {
        return new StreamKey("/sso/signin/org/" + organizationId, "org:" + organizationId);
    }

    public static StreamKey ssoPlatform() {
        return new StreamKey("/sso/signin/platform", PLATFORM);
    }
}
