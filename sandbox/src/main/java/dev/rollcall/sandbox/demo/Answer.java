package dev.rollcall.sandbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What came back.
 *
 * @param body a missing node when there was none
 * @param requestId {@code X-Request-Id}, which names the events it led to; null when it was not sent
 * @param sentNanos when the call left, by {@link System#nanoTime}
 * @param nanos until the whole answer was there
 */
public record Answer(int status, JsonNode body, @Nullable String requestId, long sentNanos, long nanos) {}
