package dev.rollcall.membership.deprovisioning;

import dev.rollcall.membership.admin.Listed;
import dev.rollcall.membership.guard.HeldDeprovisioning;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of held requests. */
record HeldDeprovisioningList(
        List<HeldDeprovisioning> heldDeprovisionings,
        @Nullable String next) implements Listed {}
