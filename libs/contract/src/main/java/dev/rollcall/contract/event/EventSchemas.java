package dev.rollcall.contract.event;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON Schemas (2020-12) of the envelope and of every type's {@code data}: part of the contract, and of this jar. */
public final class EventSchemas {
    private static final List<String> SHARED = List.of("cloudevent", "member-state", "event-data");

    private EventSchemas() {}

    /** The schema of the envelope. */
    public static String envelope() {
        return read("cloudevent");
    }

    /** The schema of {@code data}; refers to the shared ones by their {@code $id}. */
    public static String dataOf(EventType type) {
        return read(type.wireName().replaceFirst("^dev\\.rollcall\\.", "").replaceFirst("\\.v\\d+$", ""));
    }

    /** Every schema by its {@code $id}, for a validator that resolves references without a network. */
    public static Map<String, String> byId() {
        Map<String, String> all = new LinkedHashMap<>();
        for (String name : SHARED) {
            all.put("urn:rollcall:schema:" + name + ":1.0", read(name));
        }
        for (EventType type : EventType.values()) {
            all.put(type.dataSchema(), dataOf(type));
        }
        return all;
    }

    private static String read(String name) {
        try (InputStream in =
                EventSchemas.class.getResourceAsStream("/dev/rollcall/contract/schema/" + name + ".json")) {
            if (in == null) {
                throw new IllegalStateException("No schema for " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
