package dev.rollcall.membership.adoption;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.membership.admin.Fields;
import dev.rollcall.membership.organization.OrganizationAccess;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Members are handed to SCIM and taken back, by owners. */
@Path("/v2/orgs/{organization}/members")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class AdoptionEndpoint {
    /** Each is a transaction; more would keep a caller waiting for seconds. */
    private static final int MEMBERS_MAX = 100;

    private static final int MEMBER_NAME_MAX = 255;
    private static final int EXTERNAL_ID_MAX = 255; // a few times what IdPs make

    private final OrganizationAccess within;
    private final Adoptions adoptions;

    AdoptionEndpoint(OrganizationAccess within, Adoptions adoptions) {
        this.within = within;
        this.adoptions = adoptions;
    }

    /** Body: {@code connection}, {@code externalId}; either may be left out, and so may the body. */
    @POST
    @Path("/{member}/adopt")
    public Adoption adopt(
            @PathParam("organization") String organization,
            @PathParam("member") String member,
            @Nullable ObjectNode body) {
        var entry = within.requireOwner(organization);
        Fields fields = Fields.of(body == null ? JsonNodeFactory.instance.objectNode() : body);
        UUID connection = fields.optionalId("connection");
        String externalId = fields.optionalText("externalId", EXTERNAL_ID_MAX);
        fields.end();
        return adoptions.adopt(
                entry.organizationId(),
                member,
                connection,
                externalId,
                entry.caller().actor());
    }

    /** Body: {@code members}, ids or usernames, and perhaps {@code connection}. */
    @POST
    @Path("/adopt")
    public AdoptionList adopt(@PathParam("organization") String organization, @Nullable ObjectNode body) {
        var entry = within.requireOwner(organization);
        Fields fields = Fields.of(body);
        List<String> members = fields.optionalTexts("members", MEMBERS_MAX, MEMBER_NAME_MAX);
        UUID connection = fields.optionalId("connection");
        fields.end();
        if (members == null || members.isEmpty()) {
            throw Fields.refused("members", "is required: up to " + MEMBERS_MAX + " ids or usernames");
        }
        return adoptions.adopt(
                entry.organizationId(), members, connection, entry.caller().actor());
    }

    @POST
    @Path("/{member}/release")
    public Adoption release(@PathParam("organization") String organization, @PathParam("member") String member) {
        var entry = within.requireOwner(organization);
        return adoptions.release(entry.organizationId(), member, entry.caller().actor());
    }
}
