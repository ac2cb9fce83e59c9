package dev.rollcall.membership.guard;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import java.util.UUID;

/** The refusal of a departure, and whose it was: whatever the request was, this is what is held of it. */
public final class HeldBack extends Refused {
    private static final long serialVersionUID = 1L;
    private final UUID userId;
    private final HeldDeprovisionings.Kind kind;

    HeldBack(String detail, UUID userId, HeldDeprovisionings.Kind kind) {
        super(Refusal.DEPROVISIONING_HELD, detail);
        this.userId = userId;
        this.kind = kind;
    }

    /** The SCIM resource; for a member who would have been linked, the id that the link would have given. */
    public UUID userId() {
        return userId;
    }

    public HeldDeprovisionings.Kind kind() {
        return kind;
    }
}
