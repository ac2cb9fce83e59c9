package dev.rollcall.membership.idp;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What owners are warned of while a connection still works (R-SSO-3). */
final class WarningRules {
    /** Days before a certificate's end at which owners are told; the first is also when the connection begins to show it. */
    static final List<Integer> TOLD_DAYS = List.of(30, 7, 1);

    private WarningRules() {}

    /**
     * Sentences, the most urgent first.
     *
     * @param certificates none for a connection without SAML
     * @param pending metadata that wait for an owner; null for none
     */
    static List<String> warnings(
            List<StoredCertificate> certificates, MetadataLook look, @Nullable PendingMetadata pending, Instant now) {
        List<String> warnings = new ArrayList<>();
        for (StoredCertificate certificate : certificates) {
            String name =
                    certificate.subject() + " (" + certificate.thumbprint().substring(0, 16) + "…)";
            String end = certificate
                    .validUntil()
                    .atOffset(ZoneOffset.UTC)
                    .toLocalDate()
                    .toString();
            if (certificate.ended(now)) {
                warnings.add("The signing certificate " + name + " ended on " + end
                        + ". Remove it, or add the one that the identity provider signs with now.");
            } else if (daysLeft(certificate, now) <= TOLD_DAYS.getFirst()) {
                warnings.add("The signing certificate " + name + " ends on " + end
                        + ". Add the next one beside it; without one, nobody signs in from then on.");
            }
        }
        if (pending != null) {
            warnings.add(
                    "New metadata of the identity provider wait for an owner; the last good settings are in force. "
                            + pending.doubt() + " If that is meant, PUT the metadata URL to /idp again.");
        }
        if (look.failure() != null) {
            warnings.add(
                    "The identity provider's metadata could not be taken over; the last good settings are in force. "
                            + look.failure());
        }
        if (look.validUntil() != null && !now.isBefore(look.validUntil())) {
            warnings.add("The identity provider's metadata were valid until " + look.validUntil() + " only.");
        }
        return warnings;
    }

    /** Begun days count. */
    private static long daysLeft(StoredCertificate certificate, Instant now) {
        return Duration.between(now, certificate.validUntil())
                .plusDays(1)
                .minusNanos(1)
                .toDays();
    }
}
