package dev.rollcall.sso.oidc;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a browser brought back from the provider, or from anybody.
 *
 * @param connectionId of the path that it came to
 * @param inQuery whether it came as a GET; false for a form
 * @param parameters decoded
 * @param browserSha256 of the secret in the browser's cookie; null when it sent none
 */
public record Callback(
        UUID connectionId, boolean inQuery, Map<String, List<String>> parameters, byte @Nullable [] browserSha256) {
    /** The first value; null when there is none or it is empty. */
    public @Nullable String value(String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        return values.isEmpty() || values.getFirst().isEmpty() ? null : values.getFirst();
    }

    /** Hides the code. */
    @Override
    public String toString() {
        return "answer with " + parameters.keySet();
    }
}
