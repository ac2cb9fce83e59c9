package dev.rollcall.kit;

import dev.rollcall.contract.refusal.Problem;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.rest.client.ext.ResponseExceptionMapper;

/**
 * Makes clients of the contract's interfaces: each call carries a service token and the trace, a problem comes back as the {@link Refused}
 * that the other side threw, and a server's failure as {@link Refusal#UNAVAILABLE}. A connection that cannot be made stays a
 * {@link ProcessingException}: the caller knows that nothing happened.
 */
@ApplicationScoped
public class RestCalls {
    private static final int CONNECT_TIMEOUT_MS = 2_000;
    /** A transaction that takes longer has a fault of its own; the IdP waits 60 s at most. */
    private static final int READ_TIMEOUT_MS = 20_000;

    private static final int POOL_SIZE = 100;

    private final ServiceTokens tokens;

    RestCalls(ServiceTokens tokens) {
        this.tokens = tokens;
    }

    /** A client of {@code api} at {@code baseUrl}, whose service is named {@code callee}; thread-safe, made once per service. */
    public <T> T client(Class<T> api, String callee, URI baseUrl) {
        return QuarkusRestClientBuilder.newBuilder()
                .baseUri(baseUrl)
                .connectTimeout(CONNECT_TIMEOUT_MS, TimeUnit.MILLISECONDS)
                .readTimeout(READ_TIMEOUT_MS, TimeUnit.MILLISECONDS)
                .property("io.quarkus.rest.client.connection-pool-size", POOL_SIZE)
                .register(new Identify(tokens, callee))
                .register(new ProblemReader(callee))
                .build(api);
    }

    /** Says who calls and for which request. */
    private record Identify(ServiceTokens tokens, String callee) implements ClientRequestFilter {
        @Override
        public void filter(ClientRequestContext request) {
            request.getHeaders().putSingle("Authorization", "Bearer " + tokens.tokenFor(callee));
            request.getHeaders().putSingle(Trace.HEADER, Trace.current().traceparent());
        }
    }

    /** Turns the other side's problem back into the refusal that it was. */
    private record ProblemReader(String callee) implements ResponseExceptionMapper<RuntimeException> {
        @Override
        public boolean handles(int status, MultivaluedMap<String, Object> headers) {
            return status >= 400;
        }

        @Override
        public RuntimeException toThrowable(Response response) {
            try {
                Problem problem = response.readEntity(Problem.class);
                return Refusal.valueOf(problem.code()).because(problem.detail());
            } catch (ProcessingException | IllegalArgumentException | IllegalStateException | NullPointerException e) {
                return Refusal.UNAVAILABLE.because(callee + " answered " + response.getStatus() + "; try again.");
            }
        }
    }
}
