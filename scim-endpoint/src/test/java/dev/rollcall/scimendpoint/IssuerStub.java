package dev.rollcall.scimendpoint;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rollcall.contract.provisioning.ScimTrust;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** An identity provider's signing side: real keys, published by a real server, and tokens as Entra makes them. */
final class IssuerStub implements AutoCloseable {
    static final String AUDIENCE = "8adf8e6e-67b2-4cf2-a259-e3dc5476c621";

    final String issuer = "https://sts.windows.net/" + UUID.randomUUID() + "/";
    final AtomicInteger looks = new AtomicInteger();
    final PublicJsonWebKey key;
    volatile String body;
    volatile int status = 200;
    private final HttpServer server;

    IssuerStub() throws Exception {
        key = rsa("first");
        publish(key);
        server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        server.createContext("/keys", this::answer);
        server.start();
    }

    static PublicJsonWebKey rsa(String id) throws JoseException {
        PublicJsonWebKey fresh = RsaJwkGenerator.generateJwk(2048);
        fresh.setKeyId(id);
        return fresh;
    }

    void publish(PublicJsonWebKey... keys) {
        body = new JsonWebKeySet(keys).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    }

    ScimTrust trust() {
        return trust(null);
    }

    ScimTrust trust(String subject) {
        return new ScimTrust(issuer, AUDIENCE, uri("/keys"), subject);
    }

    String uri(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    /** Of an hour, for the usual audience. */
    JwtClaims claims() {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setAudience(AUDIENCE);
        claims.setSubject("fa6bcdb2-a0f2-4a6f-9b26-7d3bb3a0e3d1");
        claims.setNotBefore(NumericDate.now());
        claims.setExpirationTimeMinutesInTheFuture(60);
        claims.setGeneratedJwtId(); // each token another
        return claims;
    }

    String token() throws JoseException {
        return signed(claims());
    }

    String signed(JwtClaims claims) throws JoseException {
        JsonWebSignature jws = unsigned(claims);
        jws.setKey(key.getPrivateKey());
        jws.setAlgorithmHeaderValue("RS256");
        return jws.getCompactSerialization();
    }

    JsonWebSignature unsigned(JwtClaims claims) {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setPayload(claims.toJson());
        jws.setKeyIdHeaderValue(key.getKeyId());
        return jws;
    }

    private void answer(HttpExchange exchange) throws IOException {
        looks.incrementAndGet();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        if (status == 302) {
            exchange.getResponseHeaders().add("Location", uri("/keys"));
        }
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
