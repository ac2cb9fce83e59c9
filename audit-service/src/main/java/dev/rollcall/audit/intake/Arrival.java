package dev.rollcall.audit.intake;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * What came, and what it reads as.
 *
 * @param place where it stood on Kafka; null for an event that the source sent again to fill a gap
 * @param claimed what its headers say it is; null when they say nothing usable
 */
record Arrival(
        @Nullable Place place,
        byte @Nullable [] key,
        @Nullable Claim claimed,
        byte[] value,
        Reading reading) {

    /** One record on Kafka. */
    record Place(String topic, int partition, long offset) {}

    /** The stream and number that a record's headers name, for a record whose value cannot be read. */
    record Claim(String source, long seq) {}

    static Arrival of(ConsumerRecord<byte[], byte[]> record) {
        byte[] value = record.value() == null ? new byte[0] : record.value();
        Claim claimed = FactRules.claim(text(record, "ce_source"), text(record, "ce_sequence"));
        return new Arrival(
                new Place(record.topic(), record.partition(), record.offset()),
                record.key(),
                claimed,
                value,
                FactRules.read(value));
    }

    static Arrival repaired(byte[] value) {
        return new Arrival(null, null, null, value, FactRules.read(value));
    }

    Arrival refused(String reason) {
        return new Arrival(place, key, claimed, value, new Reading.Unreadable(reason));
    }

    private static @Nullable String text(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null
                ? null
                : new String(header.value(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
