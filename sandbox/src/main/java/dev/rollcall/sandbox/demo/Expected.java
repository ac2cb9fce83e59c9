package dev.rollcall.sandbox.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.contract.event.EventType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What a call must lead to.
 *
 * @param status of the answer
 * @param fields JSON text by JSON pointer into the answer's body, so that {@code 1} and {@code "1"} differ; empty where nothing may be
 * @param events all of them; those of one topic in this order
 * @param possible events that may come besides, because a setting decides about them
 */
public record Expected(int status, Map<String, String> fields, List<EventType> events, Set<EventType> possible) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ERROR = "urn:ietf:params:scim:api:messages:2.0:Error";

    static Expected status(int status) {
        return new Expected(status, Map.of(), List.of(), Set.of());
    }

    /** A list with so many matches, counted in JSON integers. */
    static Expected list(int total) {
        Expected list = status(200).field("/totalResults", total);
        return total == 0 ? list.field("/Resources", List.of()) : list;
    }

    /** A SCIM error, whose status is a string; the denial is told, sooner or later, and a clash may be recorded for the owners. */
    static Expected error(int status) {
        return status(status)
                .field("/schemas/0", ERROR)
                .field("/status", String.valueOf(status))
                .possible(EventType.CONFLICT_OPENED, EventType.SCIM_REQUEST_DENIED);
    }

    /** @param value what {@link ObjectMapper#valueToTree} takes */
    Expected field(String pointer, Object value) {
        return with(pointer, JSON.valueToTree(value).toString());
    }

    Expected without(String pointer) {
        return with(pointer, "");
    }

    private Expected with(String pointer, String json) {
        Map<String, String> more = new LinkedHashMap<>(fields);
        more.put(pointer, json);
        return new Expected(status, more, events, possible);
    }

    Expected events(EventType... types) {
        return new Expected(status, fields, List.of(types), possible);
    }

    private Expected possible(EventType... types) {
        return new Expected(status, fields, events, Set.of(types));
    }

    Expected filled(UnaryOperator<String> values) {
        Map<String, String> filled = new LinkedHashMap<>();
        fields.forEach((pointer, json) -> filled.put(pointer, values.apply(json)));
        return new Expected(status, filled, events, possible);
    }
}
