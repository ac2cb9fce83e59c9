package dev.rollcall.scimendpoint.token;

import io.quarkus.runtime.configuration.ConfigUtils;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * Fetches an issuer's keys from where an owner said they are, and from nowhere inside. A name may mean another address a moment after it was
 * looked at; then TLS stops us, since nothing inside has a certificate for that name.
 */
@ApplicationScoped
class JwksSource {
    private static final Duration CONNECT_MAX = Duration.ofSeconds(3);
    private static final int TOTAL_SECONDS = 5; // a client waits for this
    private static final int BODY_MAX = 256 << 10; // Entra's keys take 20 KiB
    private static final int KEYS_MAX = 100;
    private static final int RSA_BITS_MIN = 2_048; // RFC 7518 §3.3

    private final boolean loopback = ConfigUtils.isProfileActive("sandbox") || ConfigUtils.isProfileActive("test");
    private final HttpClient http = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_MAX)
            .build();

    /** By key id; those that cannot verify a signature are left out. */
    Map<String, PublicJsonWebKey> fetch(String uri) throws IOException {
        URI address = URI.create(uri);
        requirePublic(address);
        try {
            return keys(new JsonWebKeySet(body(address)));
        } catch (JoseException | RuntimeException e) {
            // The library casts what it finds: a set of another form must not look like a fault of ours.
            throw new IOException("it is no JSON Web Key Set", e);
        }
    }

    private void requirePublic(URI address) throws IOException {
        for (InetAddress resolved : InetAddress.getAllByName(address.getHost())) {
            boolean allowed = isPublic(resolved) || (loopback && resolved.isLoopbackAddress());
            if (!allowed) {
                throw new IOException("the name leads to an address that is not public");
            }
        }
    }

    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean uniqueLocal = address instanceof Inet6Address && (bytes[0] & 0xfe) == 0xfc; // RFC 4193
        boolean embedsIpv4 = address instanceof Inet6Address // NAT64 and 6to4 lead to whatever they embed
                && ((bytes[0] == 0 && bytes[1] == 0x64) || (bytes[0] == 0x20 && bytes[1] == 0x02) || bytes[0] == 0);
        boolean shared = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64; // RFC 6598
        boolean reserved = bytes.length == 4 && (bytes[0] == 0 || (bytes[0] & 0xf0) == 0xf0);
        return !(address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || uniqueLocal
                || embedsIpv4
                || shared
                || reserved);
    }

    /** In all, not only to its head, within the time. */
    private String body(URI address) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Accept", "application/jwk-set+json, application/json")
                .build();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        CompletableFuture<HttpResponse<Void>> answer = http.sendAsync(
                request,
                BodyHandlers.ofByteArrayConsumer(part -> part.ifPresent(bytes -> {
                    if (body.size() + bytes.length > BODY_MAX) {
                        throw new IllegalStateException("it is larger than " + BODY_MAX + " bytes");
                    }
                    body.writeBytes(bytes);
                })));
        try {
            int status = answer.get(TOTAL_SECONDS, TimeUnit.SECONDS).statusCode();
            if (status != 200) {
                throw new IOException("the answer has status " + status);
            }
            return body.toString(StandardCharsets.UTF_8);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(String.valueOf(cause.getMessage()), e);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("no whole answer came within " + TOTAL_SECONDS + " s", e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("the service is ending", e);
        }
    }

    private static Map<String, PublicJsonWebKey> keys(JsonWebKeySet set) {
        Map<String, PublicJsonWebKey> keys = new HashMap<>();
        for (JsonWebKey key : set.getJsonWebKeys()) {
            boolean forSignatures = key.getUse() == null || key.getUse().equals("sig");
            boolean strong = key instanceof EllipticCurveJsonWebKey
                    || (key instanceof RsaJsonWebKey rsa
                            && rsa.getRsaPublicKey().getModulus().bitLength() >= RSA_BITS_MIN);
            if (forSignatures && strong && key.getKeyId() != null && keys.size() < KEYS_MAX) {
                keys.put(key.getKeyId(), (PublicJsonWebKey) key);
            }
        }
        return Map.copyOf(keys);
    }
}
