package dev.rollcall.membership.notice;

import java.time.Instant;
import java.util.UUID;

/** Something that the owners of an organization should know. */
public sealed interface Notice {
    /**
     * @param subject of the certificate
     * @param days until it ends, at most
     */
    record CertificateExpiring(String connection, String subject, Instant until, int days) implements Notice {}

    /** Somebody joined because their domain's auto-provisioning is on. */
    record JoinedByDomain(String email, String userName) implements Notice {}

    /** A connection takes too many people out at once. */
    record DeprovisioningHeld(UUID connection, String detail) implements Notice {}

    /** @param type as the API names it */
    record ConflictOpened(String type, String suggestion) implements Notice {}
}
