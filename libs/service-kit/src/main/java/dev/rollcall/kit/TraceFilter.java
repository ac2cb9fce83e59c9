package dev.rollcall.kit;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Gives every request its {@link Trace} before anything else runs, and tells the caller its id in {@code X-Request-Id}. */
public class TraceFilter {
    private static final String PROPERTY = TraceFilter.class.getName();

    @ServerRequestFilter(preMatching = true, priority = 0)
    public void begin(ContainerRequestContext request) {
        String traceId = Trace.of(request.getHeaderString(Trace.HEADER)).traceId();
        request.setProperty(PROPERTY, traceId);
        MDC.put(Trace.TRACE_ID, traceId);
    }

    @ServerResponseFilter
    public void tell(ContainerRequestContext request, ContainerResponseContext response) {
        Object traceId = request.getProperty(PROPERTY);
        if (traceId != null) {
            response.getHeaders().putSingle("X-Request-Id", traceId);
        }
    }
}
