package dev.rollcall.membership.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A claimed domain.
 *
 * @param name lower case, IDNA-encoded
 * @param txtValue what a TXT record of the domain must say to prove the claim; may go once it has
 * @param verifiedAt null until then
 * @param verifiedBy {@code DNS} or {@code OPERATOR}; null until then
 * @param checkedAt when DNS was asked last; null for never
 * @param nextCheckAt when it is asked next; null when that is over
 * @param finding what the last look came to; null before the first
 * @param advice a sentence about it; null where there is nothing to do
 * @param seen the TXT records that it saw, at most {@link DomainRules#SEEN_MAX} of them, cut
 * @param autoProvisioning whether existing accounts with such an address join at sign-in (R-DOM-5)
 */
public record Domain(
        String name,
        Status status,
        String txtValue,
        Instant createdAt,
        @Nullable Instant verifiedAt,
        @Nullable String verifiedBy,
        @Nullable Instant checkedAt,
        @Nullable Instant nextCheckAt,
        @Nullable Finding finding,
        @Nullable String advice,
        List<String> seen,
        boolean autoProvisioning) {

    /** R-DOM-1. */
    public enum Status {
        /** DNS is asked again and again. */
        PENDING,
        VERIFIED,
        /** Not proved in time; DNS is asked when an owner wants it. */
        FAILED
    }

    /** What a look at DNS came to. */
    public enum Finding {
        PROVED(null),
        TAKEN("Another organization has proved this domain. If it is yours, ask whoever runs this installation."),
        OTHER_VALUES("The domain has TXT records, but none of them is the value. Was it added to this very name?"),
        NO_RECORD("The domain has no TXT record yet. A new one can take an hour to be seen everywhere."),
        NO_DOMAIN("DNS does not know this domain."),
        NO_ANSWER("The domain's name servers did not answer, or not in a way that can be read.");

        private final @Nullable String advice;

        Finding(@Nullable String advice) {
            this.advice = advice;
        }

        @Nullable
        String advice() {
            return advice;
        }
    }
}
