package dev.rollcall.contract.provisioning;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What scim-endpoint may ask membership-service. Every call names the connection that the caller's SCIM token proved (for {@code /Me}, the
 * organization that a member's access token proved), and reaches only that connection's organizations; ids of others are unknown. Commands are whole transactions: after the answer every read shows them.
 * Refusals come as {@code application/problem+json} with a {@link dev.rollcall.contract.refusal.Refusal} in {@code code}.
 */
@Path("/internal/v1/scim")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public interface ProvisioningApi {

    /** Who presents this token; refused as TOKEN_INVALID when unknown, expired or revoked. Records the token's last use. */
    @POST
    @Path("/clients")
    ScimClient authenticate(TokenProof proof);

    /** Who presents these client credentials; refused as TOKEN_INVALID like {@link #authenticate}, whose tokens count for nothing here. */
    @POST
    @Path("/oauth-clients")
    ScimClient authenticateClient(TokenProof proof);

    /** Whose access token that is; refused as TOKEN_INVALID when its client is deleted or expired. */
    @POST
    @Path("/grants")
    ScimClient judgeGrant(OauthGrant grant);

    /** Which connection trusts that issuer, and with which keys; refused as TOKEN_INVALID when none does. Proves nothing of the token. */
    @POST
    @Path("/issuers")
    TrustedIssuer findIssuer(IssuerClaim claim);

    /**
     * RFC 7644 §3.3, for requests that know nothing of each other. One alone is created or refused. Of several, only those are created that
     * are new people and need nothing else; null is the answer for every other one, for whom nothing was done: ask again for each alone.
     *
     * @param creations at most {@value UserCreation#TOGETHER_MAX}, of any connections
     * @return one for each, in their order
     */
    @POST
    @Path("/users/creations")
    List<@Nullable UserRecord> createUsers(List<UserCreation> creations);

    /**
     * Which creates' answers have left. Until this is told, the same create once more is answered as the first was.
     *
     * @param deliveries at most {@value DeliveredCreation#TOGETHER_MAX}, of any connections; unknown ones are ignored
     * @return how many were still awaited
     */
    @POST
    @Path("/deliveries")
    int delivered(List<DeliveredCreation> deliveries);

    /**
     * Single users, asked for together by requests that know nothing of each other.
     *
     * @param keys at most {@value UserKey#TOGETHER_MAX}, of any connections
     * @return {@link PackedUsers}: one for each key, in their order; null where there is none
     */
    @POST
    @Path("/users/reads")
    @Produces(PackedUsers.MEDIA_TYPE)
    byte[] readUsers(List<UserKey> keys);

    /**
     * Who an access token speaks for (RFC 7644 §3.11): the User that an IdP made of that member, or else the member as one that SCIM does
     * not manage; refused as MEMBER_UNKNOWN when the organization has no such member.
     *
     * @param organization the token's
     * @param groups whether the user's groups are wanted
     */
    @GET
    @Path("/organizations/{organization}/members/{member}")
    MemberUser readMember(
            @PathParam("organization") UUID organization,
            @PathParam("member") UUID member,
            @QueryParam("groups") boolean groups);

    /**
     * RFC 7644 §3.4.2.
     *
     * @return {@link PackedUsers}
     */
    @POST
    @Path("/connections/{connection}/users/query")
    @Produces(PackedUsers.MEDIA_TYPE)
    byte[] queryUsers(@PathParam("connection") UUID connection, ResourceQuery query);

    /** RFC 7644 §3.4.2.1: users and groups in one list. What only one of them has, the others have no value of. */
    @POST
    @Path("/connections/{connection}/query")
    MixedPage queryAll(@PathParam("connection") UUID connection, MixedQuery query);

    /**
     * RFC 7644 §3.5.1.
     *
     * @param versions what the resource must be at, one of them, or else VERSION_MISMATCH (RFC 7644 §3.14); empty for whatever it is at
     */
    @PUT
    @Path("/connections/{connection}/users/{id}")
    UserRecord replaceUser(
            @PathParam("connection") UUID connection,
            @PathParam("id") UUID id,
            @QueryParam("version") List<Long> versions,
            ResourceWrite write);

    /**
     * {@link #patchUser} and {@link #replaceUser} for requests that know nothing of each other. One alone is carried out or refused. Of
     * several, only those are carried out that touch the user's own rows and nothing else; null is the answer for every other one, for whom
     * nothing was done: ask again for each alone.
     *
     * @param changes at most {@value ResourceChange#TOGETHER_MAX}, of any connections
     * @return one for each, in their order
     */
    @POST
    @Path("/users/changes")
    List<@Nullable UserRecord> changeUsers(List<ResourceChange> changes);

    /** RFC 7644 §3.5.2; the operations are applied to the stored resource under its row lock. */
    @PATCH
    @Path("/connections/{connection}/users/{id}")
    UserRecord patchUser(
            @PathParam("connection") UUID connection,
            @PathParam("id") UUID id,
            @QueryParam("version") List<Long> versions,
            ResourcePatch patch);

    /** RFC 7644 §3.6: ends the membership and forgets the resource. */
    @DELETE
    @Path("/connections/{connection}/users/{id}")
    void deleteUser(
            @PathParam("connection") UUID connection,
            @PathParam("id") UUID id,
            @QueryParam("version") List<Long> versions);

    /** The answer carries no members, however many were sent. */
    @POST
    @Path("/connections/{connection}/groups")
    GroupRecord createGroup(@PathParam("connection") UUID connection, ResourceWrite write);

    @GET
    @Path("/connections/{connection}/groups/{id}")
    GroupRecord findGroup(
            @PathParam("connection") UUID connection, @PathParam("id") UUID id, @QueryParam("members") boolean members);

    /**
     * Goes on with a group's members. Whoever is in the group all the while is in one of the answers; who comes or goes meanwhile may be.
     *
     * @param after the id of the last member that is known
     * @return the next by their ids, {@value GroupRecord#MEMBERS_TOGETHER_MAX}; fewer are the last ones. A group that is gone meanwhile is
     *     refused as GROUP_UNKNOWN, and never looks like one that ends
     */
    @GET
    @Path("/connections/{connection}/groups/{id}/members")
    List<UserRecord.Reference> findMembers(
            @PathParam("connection") UUID connection, @PathParam("id") UUID id, @QueryParam("after") UUID after);

    @POST
    @Path("/connections/{connection}/groups/query")
    GroupPage queryGroups(@PathParam("connection") UUID connection, ResourceQuery query);

    @PUT
    @Path("/connections/{connection}/groups/{id}")
    GroupRecord replaceGroup(
            @PathParam("connection") UUID connection,
            @PathParam("id") UUID id,
            @QueryParam("version") List<Long> versions,
            ResourceWrite write);

    /**
     * {@link #patchGroup} for requests that know nothing of each other; a PUT is refused as VALUE_INVALID. One alone is carried out or refused.
     * Of several, only those are carried out that add active members and do nothing else; null is the answer for every other one, for whom
     * nothing was done: ask again for each alone.
     *
     * @param changes at most {@value ResourceChange#TOGETHER_MAX}, of any connections
     * @return one for each, in their order
     */
    @POST
    @Path("/groups/changes")
    List<@Nullable GroupRecord> changeGroups(List<ResourceChange> changes);

    /** The answer never carries members: the cost of a change must not grow with the group. */
    @PATCH
    @Path("/connections/{connection}/groups/{id}")
    GroupRecord patchGroup(
            @PathParam("connection") UUID connection,
            @PathParam("id") UUID id,
            @QueryParam("version") List<Long> versions,
            ResourcePatch patch);

    @DELETE
    @Path("/connections/{connection}/groups/{id}")
    void deleteGroup(
            @PathParam("connection") UUID connection,
            @PathParam("id") UUID id,
            @QueryParam("version") List<Long> versions);
}
