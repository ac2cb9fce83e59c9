package dev.rollcall.membership.provenance;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a membership comes from, who managed it, and who wrote what of it: what an owner needs to find out why a value is not the one they
 * expect (R-TRB-3, R-TRB-4).
 *
 * @param connectionId through which the membership came; null when through none
 * @param firstActor who made it, as in {@code scim:<connection id>}; null where that is not kept
 * @param policy the adoption policy of the connection that manages the member or describes them; null without one
 * @param jitEnabled whether people are provisioned at sign-in too; null as above
 * @param managers every later change, oldest first
 */
public record ShownProvenance(
        String origin,
        @Nullable UUID connectionId,
        Instant since,
        @Nullable String firstActor,
        @Nullable String policy,
        @Nullable Boolean jitEnabled,
        List<Handover> managers,
        List<Attribute> attributes) {

    /** @param connectionId that manages the member from then on, or that let them go when its SCIM was switched off */
    public record Handover(String managedBy, @Nullable UUID connectionId, Instant at, String by) {}

    /**
     * One attribute as it is in force.
     *
     * @param attribute {@code name}, {@code role}, {@code active}, or {@code team/<name>}
     * @param value null for no name, and for a team that the member is not in any more
     * @param writer a source, or what gave the first value: the origin, the reason for a team
     * @param by null where the membership's own origin wrote it
     * @param previous null where nothing changed yet, or nothing was there
     * @param sent what other sources last sent
     */
    public record Attribute(
            String attribute,
            @Nullable String value,
            String writer,
            Instant since,
            @Nullable String by,
            @Nullable String previous,
            List<Sent> sent) {}

    public record Sent(String source, @Nullable String value, Instant at) {}
}
