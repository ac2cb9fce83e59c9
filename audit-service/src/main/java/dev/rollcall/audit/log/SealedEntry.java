package dev.rollcall.audit.log;

import dev.rollcall.contract.event.CloudEvent;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * An entry on its way to {@code audit.log.v1}.
 *
 * @param event the CloudEvent as it is kept: one JSON object without personal values
 * @param eventBytes its length in UTF-8
 */
record SealedEntry(
        long auditIndex,
        UUID scope,
        long orgSeq,
        String source,
        long streamSeq,
        String eventId,
        String type,
        String time,
        String event,
        int eventBytes) {
    /** Room for the key, the headers and the two numbers. */
    private static final int FRAME_BYTES = 1_000;

    /** Reads the columns that {@link Publishing} selects. */
    static SealedEntry of(ResultSet row) throws SQLException {
        return new SealedEntry(
                row.getLong("audit_index"),
                row.getObject("organization_id", UUID.class),
                row.getLong("org_seq"),
                row.getString("source"),
                row.getLong("stream_seq"),
                row.getString("event_id"),
                row.getString("type"),
                row.getString("time"),
                row.getString("event"),
                row.getInt("event_bytes"));
    }

    /**
     * The event with its two numbers as extension attributes. They are put before the closing brace, since the text is one JSON object
     * that carries neither (intake refuses others): no parsing for what every entry passes through.
     */
    String body() {
        return event.substring(0, event.length() - 1) + ",\"auditindex\":\"" + CloudEvent.padded(auditIndex)
                + "\",\"orgseq\":\"" + CloudEvent.padded(orgSeq) + "\"}";
    }

    /** Bytes it takes on the wire, roughly; never less. */
    int weight() {
        return eventBytes + FRAME_BYTES;
    }

    ProducerRecord<byte[], byte[]> toRecord(String topic) {
        String key = LogScope.key(scope);
        var record = new ProducerRecord<>(topic, bytes(key), bytes(body()));
        Headers headers = record.headers();
        headers.add("content-type", bytes(CloudEvent.CONTENT_TYPE));
        headers.add("ce_id", bytes(eventId));
        headers.add("ce_type", bytes(type));
        headers.add("ce_source", bytes(source));
        headers.add("ce_time", bytes(time));
        headers.add("ce_sequence", bytes(CloudEvent.padded(streamSeq)));
        headers.add("ce_partitionkey", bytes(key));
        headers.add("ce_auditindex", bytes(CloudEvent.padded(auditIndex)));
        return record;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
