package dev.rollcall.membership.user;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.contract.provisioning.ScimClient.UserNames;
import dev.rollcall.contract.provisioning.UserRecord;
import dev.rollcall.membership.guard.DeprovisioningGuard;
import dev.rollcall.membership.guard.HeldDeprovisionings;
import dev.rollcall.scim.schema.ResourceType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A SCIM User as stored and locked for a command, with every membership of its account that the connection can reach.
 *
 * @param accountEmail lower case; null when the account has none
 * @param type with the extensions of the connection
 * @param memberships managed by SCIM or not, in the order of their organizations
 */
record UserState(
        UUID id,
        UUID accountId,
        ObjectNode resource,
        Instant created,
        Instant lastModified,
        long version,
        @Nullable String accountEmail,
        ConnectionPolicy connection,
        ResourceType type,
        List<Membership> memberships,
        Reach reach) {

    /**
     * What a change may need of the memberships' surroundings, read with them to spare round trips.
     *
     * @param limited organizations that count seats
     * @param groupTeams by membership: the teams that group pushes give, also while inactive
     * @param written by membership: who wrote its attributes, as stored; absent where nothing changed since it came
     * @param held whether the guard holds the user's de-provisioning
     */
    record Reach(Set<UUID> limited, Map<UUID, List<UUID>> groupTeams, Map<UUID, String> written, boolean held) {}

    /** The URN of what we add, read-only: the platform username, origin and managed-by. */
    static final String ROLLCALL = "urn:rollcall:params:scim:schemas:extension:member:2.0:User";

    Description description() {
        return Description.of(resource, connection.userNames() == UserNames.EMAIL);
    }

    DeprovisioningGuard.Departure departure(Request request, Membership leaving, HeldDeprovisionings.Kind kind) {
        return new DeprovisioningGuard.Departure(
                request.connectionId(),
                leaving.organizationId(),
                leaving.organizationName(),
                id,
                kind,
                connection.deprovisioningPercent(),
                request.now());
    }

    UserState with(List<Membership> changed) {
        return new UserState(
                id,
                accountId,
                resource,
                created,
                lastModified,
                version,
                accountEmail,
                connection,
                type,
                changed,
                reach);
    }

    UserState with(List<Membership> found, Reach surroundings) {
        return new UserState(
                id,
                accountId,
                resource,
                created,
                lastModified,
                version,
                accountEmail,
                connection,
                type,
                found,
                surroundings);
    }

    UserRecord record(@Nullable List<UserRecord.Reference> groups) {
        Membership first = memberships.stream()
                .filter(m -> m.organizationId().equals(connection.organizationId()))
                .findFirst()
                .orElse(memberships.isEmpty() ? null : memberships.getFirst());
        ObjectNode full = first == null
                ? resource
                : extended(resource, first.userName(), first.origin(), first.managedByScim() ? "SCIM" : "NONE");
        return new UserRecord(id, full, created, lastModified, version, groups);
    }

    /** A copy with our extension. */
    static ObjectNode extended(ObjectNode resource, String userName, String origin, String managedBy) {
        ObjectNode full = JsonNodeFactory.instance.objectNode();
        full.setAll(resource);
        full.putObject(ROLLCALL).put("username", userName).put("origin", origin).put("managedBy", managedBy);
        return full;
    }

    /** As {@link #extended(ObjectNode, String, String, String)}, of a JSON object's text: what is long stays as it is. */
    static String extended(String resource, String userName, String origin, String managedBy) {
        String open = resource.substring(0, resource.length() - 1);
        return open + (open.equals("{") ? "\"" : ",\"") + ROLLCALL + "\":{\"username\":\"" + quoted(userName)
                + "\",\"origin\":\"" + quoted(origin) + "\",\"managedBy\":\"" + quoted(managedBy) + "\"}}";
    }

    private static String quoted(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }
}
