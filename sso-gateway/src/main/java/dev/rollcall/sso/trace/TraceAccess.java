package dev.rollcall.sso.trace;

import dev.rollcall.contract.account.AccountsApi.HeldMembership;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.contract.signin.SignInConnection;
import dev.rollcall.kit.AccessCheck;
import dev.rollcall.kit.Caller;
import dev.rollcall.sso.neighbour.Membership;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Lets owners see the traces of their own connections. Another organization's connection reads as one that does not exist. */
@ApplicationScoped
class TraceAccess {
    private final AccessCheck access;
    private final Membership membership;

    TraceAccess(AccessCheck access, Membership membership) {
        this.access = access;
        this.membership = membership;
    }

    /** Who calls, before anything is looked up for them. */
    Caller caller() {
        return access.caller();
    }

    /**
     * An owner of every organization of the connection, by a sign-in that was granted for each; or the break-glass owner. Refused as
     * CONNECTION_UNKNOWN or ROLE_INSUFFICIENT.
     */
    void requireOwner(Caller caller, UUID connectionId) {
        if (caller.platform()) {
            return;
        }
        SignInConnection connection = membership.requireConnection(connectionId);
        List<UUID> organizations = connection.organizations();
        UUID own = caller.organizationId();
        if (own == null || !organizations.contains(own)) {
            throw Refusal.CONNECTION_UNKNOWN.because("There is no such connection.");
        }
        access.requireOwner(own);
        boolean alone = Set.copyOf(organizations).equals(Set.of(own));
        if (!alone
                && !(caller.reach().containsAll(organizations) && owned(caller).containsAll(organizations))) {
            throw Refusal.ROLE_INSUFFICIENT.because(
                    "Only an owner of all of this connection's organizations may do this.");
        }
    }

    /** As {@link #requireOwner}; false where the connection is none of the caller's, also because it is gone. */
    boolean reaches(Caller caller, UUID connectionId) {
        try {
            requireOwner(caller, connectionId);
            return true;
        } catch (Refused refused) {
            if (refused.refusal() == Refusal.CONNECTION_UNKNOWN) {
                return false;
            }
            throw refused;
        }
    }

    private Set<UUID> owned(Caller caller) {
        return membership.listMemberships(caller.accountId()).stream()
                .filter(each -> each.active() && each.role().equals("owner"))
                .map(HeldMembership::organizationId)
                .collect(Collectors.toSet());
    }
}
