package dev.rollcall.outbox;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.rollcall.contract.event.CloudEvent;
import dev.rollcall.contract.event.EventData;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The JSON of an event: written once, when it is appended; read only for those that ask for events again. */
final class EventBody {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final int USUAL_LENGTH = 1024; // of an event with a member's state before and after

    private EventBody() {}

    /** An RFC 3339 instant with exactly six fraction digits. */
    static String timestamp(Instant time) {
        return MICROSECONDS.format(time);
    }

    static String write(UUID id, Instant time, OutboxEvent event) {
        StringWriter out = new StringWriter(USUAL_LENGTH);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            writeFields(json, id, time, event);
        } catch (IOException impossible) {
            // Nothing here touches a device; what is left is data that Jackson cannot write, a fault of the caller.
            throw new UncheckedIOException(impossible);
        }
        return requireFitting(event.type().wireName(), out.toString());
    }

    static CloudEvent read(String body) {
        try {
            return JSON.readValue(body, CloudEvent.class);
        } catch (IOException damaged) {
            throw new UncheckedIOException("event_log holds a body that is no CloudEvent", damaged);
        }
    }

    private static void writeFields(JsonGenerator json, UUID id, Instant time, OutboxEvent event) throws IOException {
        json.writeStartObject();
        json.writeStringField("specversion", "1.0");
        json.writeStringField("id", id.toString());
        json.writeStringField("source", event.stream().source());
        json.writeStringField("type", event.type().wireName());
        writeUnlessNull(json, "subject", event.subject());
        json.writeStringField("time", timestamp(time));
        json.writeStringField("datacontenttype", "application/json");
        json.writeStringField("dataschema", event.type().dataSchema());
        json.writeStringField("partitionkey", event.stream().partitionKey());
        writeUnlessNull(json, "traceparent", event.traceparent());
        writeUnlessNull(json, "correlationid", event.correlationId());
        EventData.Actor actor = event.data().actor();
        json.writeStringField("authtype", authType(actor.type()));
        json.writeStringField("authid", actor.reference());
        json.writeFieldName("data");
        JSON.writeValue(json, event.data());
        json.writeEndObject();
    }

    private static void writeUnlessNull(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    private static String authType(EventData.Actor.Type type) {
        return switch (type) {
            case USER, SUPPORT -> "user";
            case SCIM, JIT, TOKEN -> "service_account";
            case MIGRATION, SYSTEM -> "system";
        };
    }

    private static String requireFitting(String type, String body) {
        // A char is at most three bytes of UTF-8: short bodies, nearly all, need no second pass.
        if (body.length() > OutboxRow.BODY_MAX / 3) {
            int bytes = body.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > OutboxRow.BODY_MAX) {
                throw new EventTooLarge(type, bytes);
            }
        }
        return body;
    }
}
