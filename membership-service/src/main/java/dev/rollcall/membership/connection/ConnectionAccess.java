package dev.rollcall.membership.connection;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.kit.AccessCheck;
import dev.rollcall.kit.Caller;
import dev.rollcall.membership.admin.Ids;
import dev.rollcall.membership.organization.OrganizationAccess;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;

/** Lets a caller reach a connection named in a path. One that is another's reads as one that does not exist. */
@ApplicationScoped
public class ConnectionAccess {
    /** Who was let in, and to which connection. */
    public record Entry(UUID connectionId, Set<UUID> organizations, Caller caller) {}

    private final AccessCheck access;
    private final OrganizationAccess within;
    private final Connections connections;

    ConnectionAccess(AccessCheck access, OrganizationAccess within, Connections connections) {
        this.access = access;
        this.within = within;
        this.connections = connections;
    }

    /** An owner of every organization of the connection, or the break-glass owner. */
    public Entry requireOwner(String id) {
        Caller caller = access.caller();
        UUID connectionId = Ids.parse(id).orElseThrow(Connections::unknown);
        Set<UUID> organizations = connections.organizationsOf(connectionId);
        if (organizations.isEmpty() || (!caller.platform() && !organizations.contains(caller.organizationId()))) {
            throw Connections.unknown();
        }
        if (!within.ownsAll(caller, organizations)) {
            throw Refusal.ROLE_INSUFFICIENT.because(
                    "Only an owner of all of this connection's organizations may do this.");
        }
        return new Entry(connectionId, organizations, caller);
    }
}
