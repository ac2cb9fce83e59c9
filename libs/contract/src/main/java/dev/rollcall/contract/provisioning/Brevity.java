package dev.rollcall.contract.provisioning;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** What may travel with requests of others: only what is small, so that no one's request makes the common call too large or slow. */
final class Brevity {
    /** In characters of names and values; all seats of a call taken, far below the largest body of a call. */
    private static final int WEIGHT_MAX = 8_192;

    private static final int NODE = 4; // quotes, commas, brackets

    private Brevity() {}

    static boolean brief(@Nullable JsonNode value) {
        return value == null || left(value, WEIGHT_MAX) >= 0;
    }

    /** What is left of so many characters after that value; negative as soon as there is nothing left. */
    static int left(JsonNode value, int most) {
        int left = most - NODE - (value.isContainerNode() ? 0 : value.asText().length());
        if (value.isObject()) {
            for (var field : value.properties()) {
                if (left < 0) {
                    return left;
                }
                left = left(field.getValue(), left - field.getKey().length());
            }
        } else {
            for (JsonNode one : value) {
                if (left < 0) {
                    return left;
                }
                left = left(one, left);
            }
        }
        return left;
    }
}
