package dev.rollcall.outbox;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** A relay in a process of its own that dies, as by kill -9, when Kafka has acknowledged so many records. */
public final class DoomedRelay {
    private static final AtomicInteger LEFT = new AtomicInteger();

    private DoomedRelay() {}

    public static void main(String[] args) throws Exception {
        LEFT.set(Integer.parseInt(args[4]));
        Map<String, Object> kafka =
                Map.of("bootstrap.servers", args[3], "interceptor.classes", DiesOnAcknowledgement.class.getName());
        Relay.start(
                RelaySettings.of("doomed", kafka), Stage.database(args[0], args[1], args[2]), Relay.FurtherRecord.NONE);
        new CountDownLatch(1).await();
    }

    /** Runs on the producer's thread, before the relay learns of the acknowledgement. */
    public static final class DiesOnAcknowledgement implements ProducerInterceptor<String, byte[]> {
        @Override
        public ProducerRecord<String, byte[]> onSend(ProducerRecord<String, byte[]> next) {
            return next;
        }

        @Override
        public void onAcknowledgement(RecordMetadata metadata, Exception failure) {
            if (failure == null && LEFT.decrementAndGet() == 0) {
                Runtime.getRuntime().halt(137);
            }
        }

        @Override
        public void close() {}

        @Override
        public void configure(Map<String, ?> settings) {}
    }
}
