package dev.rollcall.benchmarks.http;

import java.nio.charset.StandardCharsets;

/**
 * What came back.
 *
 * @param status HTTP status code
 * @param body whole, UTF-8
 */
public record Answer(int status, byte[] body) {

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
}
