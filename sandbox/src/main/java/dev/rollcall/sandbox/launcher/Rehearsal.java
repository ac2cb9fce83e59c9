package dev.rollcall.sandbox.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an identity provider asks all day, for some seconds: look up, create, read, deactivate, reactivate, put into a group, list. A JVM that
 * notes how it went knows its hot code from its next start on.
 */
final class Rehearsal {
    private static final int CLIENTS = 4;
    private static final Duration ENOUGH = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int SLOW_DOWN = 429;
    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([0-9a-f-]{36})\"");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;
    private final String token;

    /** @param base the SCIM base URL */
    Rehearsal(String base, String token) {
        this.base = base;
        this.token = token;
    }

    /** Ends early, without complaint, when a call fails: then the caches know less. */
    void run() throws InterruptedException {
        long end = System.nanoTime() + ENOUGH.toNanos();
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                String name = "c" + client;
                running.add(clients.submit(() -> {
                    play(name, end);
                    return null;
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } catch (ExecutionException e) {
            System.out.println("The rehearsal ended early: " + e.getCause());
        }
    }

    private void play(String client, long end) throws IOException, InterruptedException {
        String group = id(call("POST", "/Groups", """
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"rehearsal:%s"}""".formatted(client)));
        for (int i = 0; System.nanoTime() < end; i++) {
            String name = client + "-" + i + "@example.com";
            call("GET", "/Users?filter=userName%20eq%20%22" + name + "%22", "");
            String user = id(call("POST", "/Users", """
                    {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"%s","externalId":"%s",
                     "name":{"givenName":"Robin","familyName":"Sample"},"active":true,
                     "emails":[{"type":"work","primary":true,"value":"%s"}]}""".formatted(name, name, name)));
            call("GET", "/Users/" + user, "");
            call("PATCH", "/Users/" + user, patch("""
                    {"op":"replace","value":{"active":false}}"""));
            call("PATCH", "/Users/" + user, patch("""
                    {"op":"Replace","path":"active","value":"True"}"""));
            call("PATCH", "/Groups/" + group, patch("""
                    {"op":"add","path":"members","value":[{"value":"%s"}]}""".formatted(user)));
            call("GET", "/Users/" + user, "");
            if (i % 10 == 0) {
                call("GET", "/Users?startIndex=1&count=50", "");
                call("GET", "/Groups/" + group, "");
            }
        }
    }

    private static String patch(String operation) {
        return "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[" + operation + "]}";
    }

    private String call(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/scim+json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() >= 400 && answer.statusCode() != SLOW_DOWN) {
            throw new IOException(method + " " + path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    private static String id(String resource) throws IOException {
        Matcher found = ID.matcher(resource);
        if (!found.find()) {
            throw new IOException("No id in " + resource);
        }
        return found.group(1);
    }
}
