package dev.rollcall.sandbox.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A request's body on one line. */
final class Compact {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Compact() {}

    /** Without {@code schemas}, which every body has and which hide what it says. */
    static String body(String body) {
        JsonNode json = json(body);
        return (json instanceof ObjectNode object ? object.without("schemas") : json).toString();
    }

    /** The whole body as JSON. */
    static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("A step's body is not JSON: " + body, e);
        }
    }
}
