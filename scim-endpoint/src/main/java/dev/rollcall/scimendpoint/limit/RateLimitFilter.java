package dev.rollcall.scimendpoint.limit;

import dev.rollcall.contract.provisioning.ScimClient;
import dev.rollcall.scimendpoint.exchange.Exchange;
import dev.rollcall.scimendpoint.token.TakesAccessTokens;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Priorities;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;

/** Counts every authenticated request against its connection's rate (R-SCIM-11); a person's is counted where the person is known. */
public class RateLimitFilter {
    private final Rates rates;

    RateLimitFilter(Rates rates) {
        this.rates = rates;
    }

    @ServerRequestFilter(priority = Priorities.AUTHENTICATION + 1)
    public void count(RoutingContext request, SimpleResourceInfo target) {
        Exchange exchange = Exchange.of(request);
        if (exchange.isWithoutToken()) {
            return; // that route has limits of its own
        }
        if (exchange.findClient() == null && target.getResourceClass().isAnnotationPresent(TakesAccessTokens.class)) {
            return;
        }
        ScimClient client = exchange.client();
        rates.count(request, client.connectionId(), client.rateLimit());
    }
}
