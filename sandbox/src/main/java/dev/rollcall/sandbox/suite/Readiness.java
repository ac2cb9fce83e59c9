package dev.rollcall.sandbox.suite;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks a service's management port whether it is ready to serve. */
public final class Readiness {
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(2); // a service that needs longer is not ready
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(ANSWER_LIMIT).build();

    /** Whether it answers 200; not answering at all is no error, only not ready. */
    public boolean isReady(int managementPort) throws InterruptedException {
        URI uri = URI.create("http://localhost:" + managementPort + "/q/health/ready");
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(ANSWER_LIMIT).build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
