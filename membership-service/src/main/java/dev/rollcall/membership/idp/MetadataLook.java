package dev.rollcall.membership.idp;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of looking at a connection's metadata.
 *
 * @param triedAt the last look; null when there is no address to look at
 * @param readAt the last good one
 * @param failure why the last one failed, a sentence for owners; null when it went well
 * @param validUntil as the metadata say themselves; null when they do not
 */
record MetadataLook(
        @Nullable Instant triedAt,
        @Nullable Instant readAt,
        @Nullable String failure,
        @Nullable Instant validUntil) {
    static final MetadataLook NONE = new MetadataLook(null, null, null, null);

    /** A later look that brought nothing new into force. */
    MetadataLook again(Instant tried, @Nullable String why) {
        return new MetadataLook(tried, readAt, why, validUntil);
    }
}
