package dev.rollcall.sso.oidc;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** A JSON object of somebody else, read by type: what has another type than asked for is not there. No name occurs twice in it. */
record JsonDocument(Map<String, Object> members) {
    /** Seconds: thirty thousand years. Sums of such numbers do not overflow. */
    private static final double NUMBER_MAX = 1e12;

    /** With nothing in it. */
    static final JsonDocument EMPTY = new JsonDocument(Map.of());

    JsonDocument {
        members = Collections.unmodifiableMap(members); // not a copy: JSON's null may be among the values
    }

    static Optional<JsonDocument> read(String text) {
        try {
            return Optional.of(new JsonDocument(JsonUtil.parseJson(text)));
        } catch (JoseException | RuntimeException e) {
            return Optional.empty(); // what else the library may throw at odd numbers or depths is no fault of ours
        }
    }

    /** Trimmed; null when it is absent, empty or no string. */
    @Nullable
    String text(String name) {
        String text = members.get(name) instanceof String value ? value.strip() : "";
        return text.isEmpty() ? null : text;
    }

    /** To the last space: for what must be equal, not alike. */
    @Nullable
    String exact(String name) {
        return members.get(name) instanceof String value && !value.isEmpty() ? value : null;
    }

    /** One string or several, in their order; empty when it is absent or something else is among them. */
    List<String> texts(String name) {
        Object value = members.get(name);
        if (value instanceof List<?> list) {
            List<String> texts = list.stream()
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .toList();
            return texts.size() == list.size() ? texts : List.of();
        }
        return value instanceof String text ? List.of(text) : List.of();
    }

    /** Cut off to a whole one; null when it is absent, no number, or larger than any time. */
    @Nullable
    Long number(String name) {
        if (members.get(name) instanceof Number number && Math.abs(number.doubleValue()) < NUMBER_MAX) {
            return number.longValue();
        }
        return null;
    }

    /** True, also as the string that some providers send. */
    boolean isTrue(String name) {
        Object value = members.get(name);
        return Boolean.TRUE.equals(value) || "true".equals(value);
    }

    boolean has(String name) {
        return members.get(name) != null;
    }

    @Nullable
    JsonDocument object(String name) {
        if (members.get(name) instanceof Map<?, ?> map) {
            Map<String, Object> object = new LinkedHashMap<>();
            map.forEach((key, value) -> object.put(String.valueOf(key), value));
            return new JsonDocument(object);
        }
        return null;
    }

    /** As a trace shows it. */
    String shown(String name) {
        Object value = members.get(name);
        if (value instanceof List<?> list) {
            return OidcObjection.shown(
                    list.stream().map(JsonDocument::shownValue).toList().toString());
        }
        return value == null ? "nothing" : shownValue(value);
    }

    /** What is nested is not unfolded: it may be nested deeper than any stack. */
    static String shownValue(@Nullable Object value) {
        boolean nested = value instanceof Map || value instanceof List;
        return nested ? "{…}" : OidcObjection.shown(String.valueOf(value));
    }
}
