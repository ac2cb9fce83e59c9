package dev.rollcall.outbox;

import dev.rollcall.contract.event.CloudEvent;
import dev.rollcall.contract.event.Topics;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** CloudEvents Kafka binding, structured mode, with the headers of binary mode (§3.3.3) so that tools filter without parsing. */
final class EventRecord {
    private static final byte[] CONTENT_TYPE = CloudEvent.CONTENT_TYPE.getBytes(StandardCharsets.UTF_8);

    private EventRecord() {}

    static ProducerRecord<String, byte[]> of(Topics topic, LoggedEvent event) {
        ProducerRecord<String, byte[]> published = new ProducerRecord<>(
                topic.topicName(), event.partitionKey(), event.body().getBytes(StandardCharsets.UTF_8));
        Headers headers = published.headers();
        headers.add("content-type", CONTENT_TYPE);
        add(headers, "ce_id", event.eventId().toString());
        add(headers, "ce_type", event.type());
        add(headers, "ce_source", event.source());
        add(headers, "ce_subject", event.subject());
        add(headers, "ce_time", EventBody.timestamp(event.time()));
        add(headers, "ce_sequence", CloudEvent.padded(event.sequence()));
        add(headers, "ce_partitionkey", event.partitionKey());
        add(headers, "traceparent", event.traceparent());
        add(headers, "streamepoch", Integer.toString(event.streamEpoch()));
        return published;
    }

    private static void add(Headers headers, String name, @Nullable String value) {
        if (value != null) {
            headers.add(name, value.getBytes(StandardCharsets.UTF_8));
        }
    }
}
