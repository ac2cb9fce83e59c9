package dev.rollcall.sandbox.tail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.contract.event.Topics;
import dev.rollcall.sandbox.client.Infra;
import dev.rollcall.sandbox.seed.AdminApi;
import dev.rollcall.sandbox.suite.SandboxFile;
import dev.rollcall.sandbox.suite.Secrets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveEntriesIT {
    private static final String EVENT = """
            {"id":"%1$s","type":"dev.rollcall.membership.OrgCreated.v1","time":"2026-11-22T03:31:00.123456Z","authid":"user:u1",
             "auditindex":"%1$s","orgseq":"1","data":{"name":"acme"}}
            """;

    @Test
    void whatIsSealedAfterTheStartIsShownAndAnUnreadableRecordIsPassedOver(@TempDir Path directory) throws Exception {
        try (Infra infra = Infra.start(directory);
                var producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", (Object) infra.kafkaBootstrapServers()),
                        new StringSerializer(),
                        new StringSerializer())) {
            // given
            send(producer, EVENT.formatted("1"));
            try (LiveEntries live = new LiveEntries(infra.kafkaBootstrapServers(), names())) {
                // when
                send(producer, "no event at all");
                send(producer, EVENT.formatted("2"));

                // then
                List<Entry> entries = new ArrayList<>();
                for (int i = 0; i < 50 && entries.isEmpty(); i++) {
                    entries.addAll(live.next());
                }
                assertThat(entries).extracting(Entry::auditIndex).containsExactly(2L);
                assertThat(entries.getFirst().organization()).isEqualTo("acme");
            }
        }
    }

    private static void send(KafkaProducer<String, String> producer, String value) throws Exception {
        producer.send(new ProducerRecord<>(Topics.AUDIT_LOG.topicName(), "org:o1", value))
                .get(10, TimeUnit.SECONDS);
    }

    private static Names names() {
        SandboxFile suite = new SandboxFile(
                Map.of(),
                Map.of(),
                new SandboxFile.Kafka(""),
                new SandboxFile.Database("", "", ""),
                new SandboxFile.Dns("", ""),
                new SandboxFile.Mail(0, ""),
                new Secrets.Owner("", ""),
                "",
                Map.of("acme", new SandboxFile.Connection("c1", "acme", "o1", "", "", "", "", "", "")),
                null);
        return new Names(new AdminApi(""), suite);
    }
}
