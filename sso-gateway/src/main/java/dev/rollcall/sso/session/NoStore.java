package dev.rollcall.sso.session;

import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Pages and answers are for one person at one moment: nobody keeps them, unless an endpoint says otherwise. */
public class NoStore {
    @ServerResponseFilter
    public void add(ContainerResponseContext response) {
        response.getHeaders().computeIfAbsent(HttpHeaders.CACHE_CONTROL, name -> new ArrayList<>(List.of("no-store")));
    }
}
