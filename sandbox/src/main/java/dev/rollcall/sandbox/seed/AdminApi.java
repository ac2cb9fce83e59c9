package dev.rollcall.sandbox.seed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.sandbox.suite.SandboxFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Public APIs of the suite and of its identity provider, spoken as JSON over HTTP. */
public final class AdminApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(30); // first requests to a cold JVM on a busy machine

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(LIMIT).build();
    private final String token;

    /** @param token access token; empty for the one call that fetches it */
    public AdminApi(String token) {
        this.token = token;
    }

    /** Empty for 404. */
    public Optional<JsonNode> find(String url) {
        HttpResponse<String> response = send(request(url).GET());
        return response.statusCode() == 404 ? Optional.empty() : Optional.of(body(url, response));
    }

    /** Answers the body of a 2xx. */
    public JsonNode require(String url) {
        return find(url).orElseThrow(() -> new SandboxFailure(url + " is not there (404)"));
    }

    /** The body of a 2xx that is no JSON. */
    public String text(String url) {
        HttpResponse<String> response =
                send(HttpRequest.newBuilder(URI.create(url)).timeout(LIMIT).GET());
        requireSuccess(url, response);
        return response.body();
    }

    /** Answers the body of a 2xx. */
    public JsonNode post(String url, Map<String, ?> fields) {
        return send("POST", url, fields);
    }

    /** Answers the body of a 2xx. */
    public JsonNode patch(String url, Map<String, ?> fields) {
        return send("PATCH", url, fields);
    }

    /** Answers the body of a 2xx. */
    public JsonNode put(String url, Map<String, ?> fields) {
        return send("PUT", url, fields);
    }

    /** Answers the body of a 2xx; a missing node when there is none. */
    public JsonNode send(String method, String url, Object fields) {
        try {
            return send(method, url, "application/json", JSON.writeValueAsString(fields));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Answers the body of a 2xx; a missing node when there is none. */
    public JsonNode send(String method, String url, String mediaType, String body) {
        HttpRequest.Builder request = request(url)
                .header("Content-Type", mediaType)
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        return body(url, send(request));
    }

    private HttpRequest.Builder request(String url) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url)).timeout(LIMIT).header("Accept", "application/json");
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new SandboxFailure(request.method() + " " + request.uri() + " got no answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxFailure("interrupted", e);
        }
    }

    private static void requireSuccess(String url, HttpResponse<String> response) {
        if (response.statusCode() / 100 != 2) {
            throw new SandboxFailure(response.request().method() + " " + url + " answered " + response.statusCode()
                    + ": " + response.body());
        }
    }

    private static JsonNode body(String url, HttpResponse<String> response) {
        requireSuccess(url, response);
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new SandboxFailure(url + " answered no JSON: " + e.getMessage(), e);
        }
    }
}
