package dev.rollcall.contract.event;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event as it stands on a topic: CloudEvents 1.0, structured mode, JSON.
 *
 * @param specversion always {@code 1.0}
 * @param id the event's identity, a UUID of version 7; the same on every delivery
 * @param source the stream the event belongs to, for instance {@code /membership/org/<id>}
 * @param type {@link EventType#wireName()}
 * @param subject what it is about: {@code member/<id>}, {@code team/<id>}, {@code connection/<id>} …; may be null
 * @param time when it happened, RFC 3339 with exactly six fraction digits (microseconds, as PostgreSQL keeps them), UTC
 * @param recordedtime when the sequencer gave it its number, same form
 * @param datacontenttype always {@code application/json}
 * @param dataschema {@link EventType#dataSchema()}
 * @param partitionkey the Kafka key: {@code org:<id>}, {@code acct:<id>} or {@code platform}
 * @param sequence its number within {@code source}, from 1 without gaps, zero-padded to 20 digits so that it sorts as text
 * @param streamepoch counts failovers of the source's database to another timeline; a number seen again in a newer epoch is a fork
 * @param traceparent W3C trace context of the request that caused it; may be null
 * @param correlationid the request's id, as the caller saw it in {@code X-Request-Id}; may be null
 * @param causationid id of the event that caused this one; may be null
 * @param authtype {@code user}, {@code service_account} or {@code system}
 * @param authid who acted, without personal data: {@code scim:<connection id>}, {@code user:<account id>} …
 * @param data the fact itself, see {@link EventData}
 * @param extensions further extension attributes ({@code auditindex}, {@code orgseq} once sealed); never null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"specversion", "id", "source", "type", "subject", "time", "recordedtime"})
public record CloudEvent(
        String specversion,
        String id,
        String source,
        String type,
        @Nullable String subject,
        String time,
        @Nullable String recordedtime,
        String datacontenttype,
        String dataschema,
        String partitionkey,
        String sequence,
        String streamepoch,
        @Nullable String traceparent,
        @Nullable String correlationid,
        @Nullable String causationid,
        String authtype,
        String authid,
        JsonNode data,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extensions) {

    /** The value of {@code content-type} on the Kafka record. */
    public static final String CONTENT_TYPE = "application/cloudevents+json; charset=UTF-8";

    public CloudEvent {
        extensions = extensions == null ? Map.of() : extensions;
    }

    /** {@link #sequence()} as a number, from 1. */
    public long sequenceNumber() {
        return Long.parseLong(sequence);
    }

    /** A number in the form of {@link #sequence()}. */
    public static String padded(long number) {
        return String.format("%020d", number);
    }
}
