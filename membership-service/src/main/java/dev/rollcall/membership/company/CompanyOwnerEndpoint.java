package dev.rollcall.membership.company;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.kit.AccessCheck;
import dev.rollcall.kit.Caller;
import dev.rollcall.membership.admin.Fields;
import dev.rollcall.membership.admin.Ids;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** A company's owners, for the break-glass owner. */
@Path("/v2/companies/{id}/owners")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class CompanyOwnerEndpoint {
    private static final int EMAIL_MAX = 254; // RFC 5321 §4.5.3.1.3, less the angle brackets

    private final AccessCheck access;
    private final CompanyOwners owners;

    CompanyOwnerEndpoint(AccessCheck access, CompanyOwners owners) {
        this.access = access;
        this.owners = owners;
    }

    @GET
    public CompanyOwner.All list(@PathParam("id") String id) {
        access.requirePlatform();
        return new CompanyOwner.All(owners.list(company(id)));
    }

    @POST
    @ResponseStatus(201)
    public CompanyOwner add(@PathParam("id") String id, @Nullable ObjectNode body) {
        Caller caller = access.requirePlatform();
        Fields fields = Fields.of(body);
        String email = fields.text("email", EMAIL_MAX);
        fields.end();
        return owners.add(company(id), email, caller);
    }

    @DELETE
    @Path("/{account}")
    @ResponseStatus(204)
    public void remove(@PathParam("id") String id, @PathParam("account") String account) {
        Caller caller = access.requirePlatform();
        UUID who = Ids.parse(account)
                .orElseThrow(() -> Refusal.ACCOUNT_UNKNOWN.because("That account owns nothing of this company."));
        owners.remove(company(id), who, caller);
    }

    private static UUID company(String id) {
        return Ids.parse(id).orElseThrow(() -> Refusal.COMPANY_UNKNOWN.because("There is no such company."));
    }
}
