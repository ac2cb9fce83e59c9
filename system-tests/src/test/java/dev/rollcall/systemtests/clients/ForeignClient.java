package dev.rollcall.systemtests.clients;

import com.unboundid.scim2.client.ScimService;
import dev.rollcall.systemtests.suite.Http;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.ClientRequestFilter;
import org.glassfish.jersey.client.ClientConfig;
import org.glassfish.jersey.jnh.connector.JavaNetHttpConnectorProvider;

/** Ping Identity's SCIM 2 SDK as the IdP of one connection. */
final class ForeignClient {
    private ForeignClient() {}

    static ScimService of(Http connection) {
        ClientRequestFilter bearer =
                request -> request.getHeaders().putSingle("Authorization", "Bearer " + connection.token());
        Client client = ClientBuilder.newClient(new ClientConfig()
                .connectorProvider(new JavaNetHttpConnectorProvider())
                .register(bearer));
        return new ScimService(client.target(connection.base()));
    }
}
