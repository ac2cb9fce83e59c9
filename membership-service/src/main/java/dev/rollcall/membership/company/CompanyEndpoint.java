package dev.rollcall.membership.company;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.kit.AccessCheck;
import dev.rollcall.membership.admin.Fields;
import dev.rollcall.membership.admin.Slice;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Companies, for the break-glass owner. */
@Path("/v2/companies")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class CompanyEndpoint {
    private static final int NAME_MAX = 200; // fits one line of any list

    private final AccessCheck access;
    private final Companies companies;

    CompanyEndpoint(AccessCheck access, Companies companies) {
        this.access = access;
        this.companies = companies;
    }

    @POST
    @ResponseStatus(201)
    public Company create(@Nullable ObjectNode body) {
        access.requirePlatform();
        Fields fields = Fields.of(body);
        String name = fields.text("name", NAME_MAX);
        fields.end();
        return companies.create(name);
    }

    @GET
    public CompanyList list(
            @QueryParam("page") @Nullable String page,
            @QueryParam("page_size") @Nullable String pageSize,
            @QueryParam("cursor") @Nullable String cursor) {
        access.requirePlatform();
        return companies.list(Slice.of(page, pageSize, cursor));
    }
}
