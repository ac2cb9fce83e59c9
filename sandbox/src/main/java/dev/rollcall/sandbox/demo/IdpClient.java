package dev.rollcall.sandbox.demo;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.rollcall.sandbox.suite.SandboxFailure;
import dev.rollcall.sandbox.suite.SandboxFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Sends calls as an identity provider does: its headers, its token, HTTP/1.1. */
final class IdpClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60); // Okta and Entra both wait that long (O10)

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    /** @throws SandboxFailure when no answer came */
    Answer send(Idp idp, Call call, SandboxFile.Connection connection) {
        HttpRequest request = request(idp, call, connection);
        long sent = System.nanoTime();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            long nanos = System.nanoTime() - sent;
            String requestId = response.headers().firstValue("X-Request-Id").orElse(null);
            return new Answer(response.statusCode(), json(response.body()), requestId, sent, nanos);
        } catch (IOException e) {
            throw new SandboxFailure("no answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxFailure("interrupted", e);
        }
    }

    private static HttpRequest request(Idp idp, Call call, SandboxFile.Connection connection) {
        String body = call.body();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(connection.scimBaseUrl() + call.encodedPath()))
                .timeout(PATIENCE)
                .header("User-Agent", idp.userAgent())
                .header("Accept", "application/scim+json")
                .header("Authorization", call.authorized() ? "Bearer " + connection.scimToken() : "non-token")
                .method(
                        call.method(),
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        idp.contentType(call).ifPresent(type -> request.header("Content-Type", type));
        return request.build();
    }

    /** What is no JSON is shown as text, so that an expectation about it fails with what was there. */
    private static JsonNode json(String body) {
        try {
            return body.isBlank() ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (JacksonException e) {
            return TextNode.valueOf(body);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
