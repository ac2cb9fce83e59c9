package dev.rollcall.benchmarks.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came back.
 *
 * @param status HTTP status code
 * @param etag of the resource, as sent; null when there was none
 * @param location where a redirect leads, as sent; null when there was none
 * @param cookies name and value of each, without what else is said of them
 * @param body whole, UTF-8
 */
public record Answer(
        int status, @Nullable String etag, @Nullable String location, List<String> cookies, byte[] body) {
    public Answer(int status, @Nullable String etag, byte[] body) {
        this(status, etag, null, List.of(), body);
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /**
     * The check that every scenario makes: the status, and a piece of text that only the right answer has.
     *
     * @throws WrongAnswer otherwise
     */
    public Answer require(int expectedStatus, String part) {
        if (status != expectedStatus || !text().contains(part)) {
            throw new WrongAnswer("expected " + expectedStatus + " with '" + part + "', got " + status + ": " + text());
        }
        return this;
    }

    /**
     * For a redirect: where it leads.
     *
     * @throws WrongAnswer when it is none
     */
    public String requireLocation() {
        if (status != 303 && status != 302 || location == null) {
            throw new WrongAnswer("expected a redirect, got " + status + ": " + text());
        }
        return location;
    }

    /**
     * For an answer without a body: the version of what was written.
     *
     * @throws WrongAnswer on another status, or without a tag
     */
    public String requireTag(int expectedStatus) {
        if (status != expectedStatus || etag == null) {
            throw new WrongAnswer(
                    "expected " + expectedStatus + " with an ETag, got " + status + " with " + etag + ": " + text());
        }
        return etag;
    }
}
