package dev.rollcall.membership.admin;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Gives every page that has a next one its {@code Link} header (RFC 8288), with the caller's other parameters kept. */
public class LinkFilter {

    @ServerResponseFilter
    public void link(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof Listed page && page.next() != null) {
            String next = request.getUriInfo()
                    .getRequestUriBuilder()
                    .replaceQueryParam("page")
                    .replaceQueryParam("cursor", page.next())
                    .build()
                    .toString();
            response.getHeaders().putSingle("Link", "<" + next + ">; rel=\"next\"");
        }
    }
}
