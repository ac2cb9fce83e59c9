package dev.rollcall.kit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes clients of the contract's interfaces: each call carries a service token and the trace, a problem comes back as the {@link Refused}
 * that the other side threw, and a server's failure as {@link Refusal#UNAVAILABLE}. Where no answer came, {@link CallFailed} says whether
 * something may have happened.
 */
@ApplicationScoped
public class RestCalls {
    private static final int CONNECT_TIMEOUT_MS = 2_000;
    private static final int POOL_SIZE = 100;
    /** Bytes of an answer that are handled at once, which is what one read of a socket brings at most; the default makes eight of it. */
    private static final int CHUNK = 64 << 10;
    /** A transaction that takes longer has a fault of its own; the IdP waits 60 s at most. */
    private static final int SILENCE_MAX_SECONDS = 20;
    /** Shorter, so that the pool gives up an unused connection before its silence is taken for a fault. */
    private static final int UNUSED_MAX_SECONDS = 15;

    private final Vertx vertx;
    private final ServiceTokens tokens;
    private final ObjectMapper mapper;

    RestCalls(Vertx vertx, ServiceTokens tokens, ObjectMapper mapper) {
        this.vertx = vertx;
        this.tokens = tokens;
        // Calls come from virtual threads, which are too short-lived for buffers of their own.
        this.mapper = mapper.copyWith(JsonFactory.builder()
                .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
                .build());
    }

    /**
     * A client of {@code api} at {@code baseUrl}, whose service is named {@code callee}; thread-safe, made once per service. Its calls block,
     * and must not on an event loop, unless they return a {@link java.util.concurrent.CompletionStage}.
     */
    public <T> T client(Class<T> api, String callee, URI baseUrl) {
        RestLink link = new RestLink(http(baseUrl), callee, tokens);
        String basePath =
                baseUrl.getRawPath() == null ? "" : baseUrl.getRawPath().replaceAll("/+$", "");
        Map<Method, RestMethod> methods = new HashMap<>();
        for (Method method : api.getMethods()) {
            methods.put(method, RestMethod.of(api, method, basePath, mapper));
        }
        return api.cast(
                Proxy.newProxyInstance(api.getClassLoader(), new Class<?>[] {api}, (proxy, method, arguments) -> {
                    RestMethod known = methods.get(method);
                    return known == null ? ofObject(proxy, method, arguments, callee) : known.call(link, arguments);
                }));
    }

    private HttpClient http(URI baseUrl) {
        boolean tls = "https".equals(baseUrl.getScheme());
        int standardPort = tls ? 443 : 80;
        return vertx.createHttpClient(new HttpClientOptions()
                .setSsl(tls)
                .setDefaultHost(baseUrl.getHost())
                .setDefaultPort(baseUrl.getPort() < 0 ? standardPort : baseUrl.getPort())
                .setConnectTimeout(CONNECT_TIMEOUT_MS)
                .setMaxPoolSize(POOL_SIZE)
                .setMaxChunkSize(CHUNK)
                .setKeepAliveTimeout(UNUSED_MAX_SECONDS)
                .setReadIdleTimeout(SILENCE_MAX_SECONDS)); // seconds are the unit unless told otherwise
    }

    /** Every proxy has these three; a container may ask for them. */
    private static @Nullable Object ofObject(
            Object proxy, Method method, @Nullable Object @Nullable [] arguments, String callee) {
        return switch (method.getName()) {
            case "equals" -> arguments != null && proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "client of " + callee;
        };
    }
}
