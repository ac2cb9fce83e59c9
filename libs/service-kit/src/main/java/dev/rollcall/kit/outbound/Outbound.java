package dev.rollcall.kit.outbound;

import io.quarkus.runtime.configuration.ConfigUtils;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Calls an address that an owner or an identity provider named, and nothing inside. A name may mean another address a moment after it was looked
 * at; then TLS stops us, since nothing inside has a certificate for that name. Plain http counts for loopback only, in sandbox and tests only.
 */
@Singleton
public final class Outbound {
    private static final Duration CONNECT_MAX = Duration.ofSeconds(3);
    /** A person waits for this, or an IdP does. */
    private static final Duration WHOLE_MAX = Duration.ofSeconds(5);

    private final boolean loopback;
    private final Set<String> privateHosts;
    private final Duration wholeMax;
    private final HttpClient http = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER) // a redirect could lead inside
            .connectTimeout(CONNECT_MAX)
            .build();

    /**
     * @param headers by name
     * @param form the body of a POST, {@code application/x-www-form-urlencoded}; null for a GET
     * @param bodyMax bytes that the answer may have
     */
    public record Call(
            String address,
            Map<String, String> headers,
            @Nullable String form,
            int bodyMax) {
        public static Call get(String address, String accept, int bodyMax) {
            return new Call(address, Map.of("Accept", accept), null, bodyMax);
        }
    }

    /** Whatever status it has. */
    public record Answer(int status, String contentType, String body) {}

    /** @param privateHosts identity providers in the deployment's own network, by the name that their addresses carry */
    @Inject
    Outbound(@ConfigProperty(name = "rollcall.outbound.private-hosts") Optional<List<String>> privateHosts) {
        this(
                ConfigUtils.isProfileActive("sandbox") || ConfigUtils.isProfileActive("test"),
                privateHosts.orElse(List.of()),
                WHOLE_MAX);
    }

    /**
     * @param loopback whether this machine itself may be called, also without TLS
     * @param wholeMax how long one call may take, to the last byte of its answer
     */
    public Outbound(boolean loopback, Collection<String> privateHosts, Duration wholeMax) {
        this.loopback = loopback;
        this.privateHosts = privateHosts.stream()
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        this.wholeMax = wholeMax;
    }

    /** @throws IOException with what is wrong as a phrase, when the address must not be called or no whole answer comes in time */
    public Answer send(Call call) throws IOException {
        long deadline = System.nanoTime() + wholeMax.toNanos();
        URI address = parse(call.address());
        requireAllowed(address, resolved(address.getHost(), deadline));
        return answer(request(address, call), call.bodyMax(), deadline);
    }

    private static HttpRequest request(URI address, Call call) throws IOException {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(address);
            call.headers().forEach(request::setHeader);
            if (call.form() != null) {
                request.setHeader("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(call.form()));
            }
            return request.build();
        } catch (IllegalArgumentException e) {
            throw new IOException("it cannot be asked for", e); // a header of their token with a line break in it, say
        }
    }

    /** The body of an answer with status 200. */
    public String require(Call call) throws IOException {
        Answer answer = send(call);
        if (answer.status() != 200) {
            throw new IOException("the answer has status " + answer.status());
        }
        return answer.body();
    }

    private static URI parse(String address) throws IOException {
        try {
            URI uri = URI.create(address);
            if (uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new IOException("it is no address that can be called");
    }

    /** A name server may be slow, too. */
    private InetAddress[] resolved(String host, long deadline) throws IOException {
        FutureTask<InetAddress[]> looking = new FutureTask<>(() -> InetAddress.getAllByName(host));
        Thread.startVirtualThread(looking);
        return within(looking, deadline);
    }

    private void requireAllowed(URI address, InetAddress[] addresses) throws IOException {
        boolean secure = "https".equalsIgnoreCase(address.getScheme());
        boolean named = privateHosts.contains(address.getHost().toLowerCase(Locale.ROOT));
        for (InetAddress resolved : addresses) {
            boolean own = loopback && resolved.isLoopbackAddress();
            boolean inside = named && PublicAddressRules.isPrivate(resolved);
            if (!own && !inside && !PublicAddressRules.isPublic(resolved)) {
                throw new IOException("the name leads to an address that is not public");
            }
            if (!secure && !(own && "http".equalsIgnoreCase(address.getScheme()))) {
                throw new IOException("the address does not begin with https");
            }
        }
    }

    private Answer answer(HttpRequest request, int bodyMax, long deadline) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        HttpResponse<Void> head = within(
                http.sendAsync(
                        request,
                        BodyHandlers.ofByteArrayConsumer(part -> part.ifPresent(bytes -> {
                            if (body.size() + bytes.length > bodyMax) {
                                throw new IllegalStateException("it is larger than " + bodyMax + " bytes");
                            }
                            body.writeBytes(bytes);
                        }))),
                deadline);
        String type = head.headers().firstValue("Content-Type").orElse("");
        return new Answer(head.statusCode(), type, body.toString(StandardCharsets.UTF_8));
    }

    /** In all, not only to its head. */
    private <T> T within(Future<T> answer, long deadline) throws IOException {
        try {
            return answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new IOException(phrase(e.getCause() == null ? e : e.getCause()), e);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("no whole answer came within " + wholeMax.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("the service is ending", e);
        }
    }

    private static String phrase(Throwable cause) {
        if (cause instanceof UnknownHostException) {
            return "nobody knows the name of its host";
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
