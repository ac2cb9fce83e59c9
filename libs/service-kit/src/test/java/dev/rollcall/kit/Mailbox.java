package dev.rollcall.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** What somebody was mailed, as the sink of the test's infrastructure took it from a real SMTP client. */
public final class Mailbox {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String address;

    private Mailbox(String address) {
        this.address = address;
    }

    /** @param address that no other test uses */
    public static Mailbox of(String address) {
        return new Mailbox(address);
    }

    /** All so far: {@code subject}, {@code text}, {@code html}; the oldest first. */
    public JsonNode mails() {
        String url =
                InfraTestResource.infra().mailUrl() + "/mails?to=" + URLEncoder.encode(address, StandardCharsets.UTF_8);
        try {
            return JSON.readTree(
                    HTTP.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
                            .body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits until there are so many, and gives the last. */
    public JsonNode await(int count) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        JsonNode mails = mails();
        while (mails.size() < count && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK.toNanos());
            mails = mails();
        }
        assertThat(mails.size()).as("mails to %s", address).isEqualTo(count);
        return mails.get(count - 1);
    }
}
