package dev.rollcall.sso.session;

import dev.rollcall.contract.event.Topics;
import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.sso.MemberBook;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes {@code membership.state.v1} as membership-service's relay does. */
public final class StateWriter implements AutoCloseable {
    private final KafkaProducer<String, byte[]> producer = new KafkaProducer<>(Map.of(
            "bootstrap.servers", InfraTestResource.infra().kafkaBootstrapServers(),
            "key.serializer", StringSerializer.class,
            "value.serializer", ByteArraySerializer.class));

    /** The membership's state, on the broker when this returns. */
    public void tell(MemberBook.Entry entry) {
        send(entry, """
                {"orgId":"%s","sequence":7,"member":{"memberId":"%s","status":"%s","role":"%s","sessionEpoch":%d}}""".formatted(
                        entry.organizationId(),
                        entry.memberId(),
                        entry.active() ? "ACTIVE" : "INACTIVE",
                        entry.role(),
                        entry.epoch())
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** That the membership is gone. */
    public void tellGone(MemberBook.Entry entry) {
        send(entry, null);
    }

    void tellNonsense(MemberBook.Entry entry) {
        send(entry, new byte[] {'{', 0});
    }

    private void send(MemberBook.Entry entry, byte[] value) {
        String key = "org:" + entry.organizationId() + "/member:" + entry.memberId();
        try {
            producer.send(new ProducerRecord<>(Topics.MEMBERSHIP_STATE.topicName(), key, value))
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
