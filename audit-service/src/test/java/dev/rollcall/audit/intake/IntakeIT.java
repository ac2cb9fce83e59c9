package dev.rollcall.audit.intake;

import static dev.rollcall.audit.Suite.ask;
import static dev.rollcall.audit.Suite.eventually;
import static dev.rollcall.audit.Suite.oneTo;
import static dev.rollcall.audit.Suite.publish;
import static dev.rollcall.audit.Suite.sealed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.audit.Facts;
import dev.rollcall.audit.SourceServer;
import dev.rollcall.audit.Suite;
import dev.rollcall.contract.event.CloudEvent;
import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.event.StreamKey;
import dev.rollcall.contract.event.Topics;
import dev.rollcall.kit.InfraTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Exactly once and in order, whatever Kafka, the relay or a replica does. The cases F9 to F12 of the failure list. */
@QuarkusTest
class IntakeIT {
    @Inject
    Intake intake;

    @Inject
    Intakes intakes;

    @Inject
    Positions positions;

    @Test
    void eachEventIsSealedOnceInItsStreamsOrder() throws Exception {
        // given
        Facts acme = Facts.ofSomeOrganization();

        // when
        publish(events(acme, 200));

        // then
        assertThat(eventually(oneTo(200), () -> sealed(acme.organization()))).isEqualTo(oneTo(200));
        assertThat(ask(
                        "select org_seq from audit_entry where organization_id = ? order by audit_index",
                        acme.organization()))
                .isEqualTo(oneTo(200).stream().map(String::valueOf).toList());
    }

    @Test
    void repeatedAndReorderedRecordsLeaveTheLogAsIfTheyHadComeInOrder() throws Exception {
        // given
        Facts acme = Facts.ofSomeOrganization();
        List<CloudEvent> events = events(acme, 60);
        List<CloudEvent> confused = new ArrayList<>(events);
        confused.addAll(events.subList(10, 40));
        Collections.shuffle(confused, new Random(7));

        // when
        publish(confused);

        // then
        assertThat(eventually(oneTo(60), () -> sealed(acme.organization()))).isEqualTo(oneTo(60));
        publish(acme.provisioned(61, "last"));
        assertThat(eventually(oneTo(61), () -> sealed(acme.organization()))).isEqualTo(oneTo(61));
    }

    @Test
    void replayOfAllTopicsFromTheBeginningChangesNothing() throws Exception {
        // given
        Facts acme = Facts.ofSomeOrganization();
        publish(events(acme, 20));
        assertThat(eventually(oneTo(20), () -> sealed(acme.organization()))).isEqualTo(oneTo(20));

        // when
        Suite.execute("update consumer_position set next_offset = 0");
        publish(acme.provisioned(21, "after"));

        // then
        assertThat(eventually(oneTo(21), () -> sealed(acme.organization()))).isEqualTo(oneTo(21));
        long repeatedFromZero = Long.parseLong(
                ask("select coalesce(sum(next_offset), 0) from consumer_position where topic = 'membership.events.v1'")
                        .getFirst());
        assertThat(repeatedFromZero).isGreaterThanOrEqualTo(21);
        assertThat(ask(
                        "select event_id from audit_entry where organization_id <> ? group by event_id, organization_id having count(*) > 1",
                        acme.organization()))
                .isEmpty();
    }

    @Test
    void aGapWaitsInOrderUntilItsSourceFillsIt() throws Exception {
        // given
        Facts acme = Facts.ofSomeOrganization();
        Facts other = Facts.ofSomeOrganization();
        List<CloudEvent> events = events(acme, 6);

        // when
        publish(events.get(0), events.get(1), events.get(4), events.get(5));
        publish(other.provisioned(1, "someone"));

        // then
        assertThat(eventually(oneTo(1), () -> sealed(other.organization()))).isEqualTo(oneTo(1));
        assertThat(eventually(List.of("5", "6"), () -> held(acme))).containsExactly("5", "6");
        assertThat(sealed(acme.organization())).isEqualTo(oneTo(2));
        assertThat(ask(
                        "select source from audit_stream where gap_since is not null and source = ?",
                        acme.stream().source()))
                .hasSize(1);

        // when
        SourceServer.remember(events.toArray(CloudEvent[]::new));

        // then
        assertThat(eventually(oneTo(6), () -> sealed(acme.organization()))).isEqualTo(oneTo(6));
        assertThat(held(acme)).isEmpty();
        assertThat(ask(
                        "select source from audit_stream where gap_since is not null and source = ?",
                        acme.stream().source()))
                .isEmpty();
        assertThat(SourceServer.callers()).allMatch(header -> header.startsWith("Bearer "));
    }

    @Test
    void aForkStopsItsStreamAndKeepsBothVersions() throws Exception {
        // given
        Facts acme = Facts.ofSomeOrganization();
        Facts other = Facts.ofSomeOrganization();
        publish(acme.provisioned(1, "one"), acme.provisioned(2, "two"));
        assertThat(eventually(oneTo(2), () -> sealed(acme.organization()))).isEqualTo(oneTo(2));

        // when
        CloudEvent rewritten = acme.provisioned(2, "another two");
        publish(rewritten, acme.provisioned(3, "three"), other.provisioned(1, "someone"));

        // then
        assertThat(eventually(oneTo(1), () -> sealed(other.organization()))).isEqualTo(oneTo(1));
        assertThat(eventually(List.of("3"), () -> held(acme))).containsExactly("3");
        assertThat(sealed(acme.organization())).isEqualTo(oneTo(2));
        assertThat(ask(
                        "select event_id from audit_fork where source = ?",
                        acme.stream().source()))
                .containsExactly(rewritten.id());
    }

    @Test
    void aRecordThatIsNoEventIsKeptAsItCameAndHoldsOnlyItsStream() throws Exception {
        // given
        Facts acme = Facts.ofSomeOrganization();
        Facts other = Facts.ofSomeOrganization();
        List<CloudEvent> events = events(acme, 4);
        byte[] poison = "{\"specversion\":\"1.0\",\"broken\"".getBytes(StandardCharsets.UTF_8);

        // when
        publish(events.get(0));
        Suite.send(Facts.record(events.get(1), poison));
        publish(events.get(2), events.get(3), other.provisioned(1, "someone"));

        // then
        assertThat(eventually(oneTo(1), () -> sealed(other.organization()))).isEqualTo(oneTo(1));
        assertThat(eventually(List.of("3", "4"), () -> held(acme))).containsExactly("3", "4");
        assertThat(sealed(acme.organization())).isEqualTo(oneTo(1));
        assertThat(ask(
                        "select convert_from(value, 'UTF8') from audit_unparsed where source = ?",
                        acme.stream().source()))
                .containsExactly(new String(poison, StandardCharsets.UTF_8));
        var letters = Suite.readTopic(Topics.AUDIT_DEAD_LETTERS, acme.stream().partitionKey(), 1);
        assertThat(letters).hasSize(1);
        assertThat(letters.getFirst().value()).isEqualTo(poison);

        // when
        SourceServer.remember(events.toArray(CloudEvent[]::new));

        // then
        assertThat(eventually(oneTo(4), () -> sealed(acme.organization()))).isEqualTo(oneTo(4));
    }

    @Test
    void anEventUnderASecondNumberIsRefusedByTheDatabaseAndKeptApart() throws Exception {
        // given
        Facts acme = Facts.ofSomeOrganization();
        Facts other = Facts.ofSomeOrganization();
        CloudEvent first = acme.provisioned(1, "one");
        CloudEvent again = renumbered(first, 2);

        // when
        publish(first, again, other.provisioned(1, "someone"));

        // then
        assertThat(eventually(oneTo(1), () -> sealed(other.organization()))).isEqualTo(oneTo(1));
        assertThat(eventually(
                        List.of("the database refuses one of its values"),
                        () -> ask(
                                "select reason from audit_unparsed where source = ?",
                                acme.stream().source())))
                .hasSize(1);
        assertThat(sealed(acme.organization())).isEqualTo(oneTo(1));
    }

    @Test
    void twoConsumersTakeEachEventOnce() throws Exception {
        // given
        List<Facts> organizations =
                IntStream.range(0, 20).mapToObj(i -> Facts.ofSomeOrganization()).toList();
        IntakeLoop second = intake.newLoop();

        // when
        second.start();
        for (int seq = 1; seq <= 25; seq++) {
            int number = seq;
            organizations.forEach(one -> publish(one.provisioned(number, "u" + number)));
        }
        second.close();
        for (int seq = 26; seq <= 30; seq++) {
            int number = seq;
            organizations.forEach(one -> publish(one.provisioned(number, "u" + number)));
        }

        // then
        for (Facts one : organizations) {
            assertThat(eventually(oneTo(30), () -> sealed(one.organization()))).isEqualTo(oneTo(30));
        }
    }

    @Test
    void aReplicaThatLostItsPartitionStoresNothing() throws Exception {
        // given
        Facts acme = Facts.ofSomeOrganization();
        TopicPartition partition = new TopicPartition("test-only", 0);
        positions.require(List.of(partition), fresh -> Map.of(partition, 0L));
        List<Arrival> arrivals = List.of(Arrival.repaired(Facts.bytes(acme.provisioned(1, "one"))));
        List<Advance> step = List.of(new Advance("test-only", 0, 0, 1));
        intakes.take(arrivals, step);

        // when, then
        List<Arrival> late = List.of(Arrival.repaired(Facts.bytes(acme.provisioned(2, "two"))));
        assertThatThrownBy(() -> intakes.take(late, step)).isInstanceOf(StalePosition.class);
        assertThat(ask(
                        "select seen from audit_stream where source = ?",
                        acme.stream().source()))
                .containsExactly("1");
    }

    /** F9: a crash after the database's commit and before Kafka's leaves Kafka's offset behind. */
    @Test
    void theDatabaseAndNotKafkaSaysWhereToContinue() throws Exception {
        // given
        Facts acme = Facts.ofSomeOrganization();
        publish(events(acme, 10));
        assertThat(eventually(oneTo(10), () -> sealed(acme.organization()))).isEqualTo(oneTo(10));
        intake.stop(null);
        forgetKafkaOffsets();

        // when
        intake.start(null);
        publish(acme.provisioned(11, "after"));

        // then
        assertThat(eventually(oneTo(11), () -> sealed(acme.organization()))).isEqualTo(oneTo(11));
        assertThat(ask("select next_offset from consumer_position where next_offset > 0"))
                .isNotEmpty();
    }

    @Test
    void aRestartOfBothServersLosesAndRepeatsNothing() throws Exception {
        // given
        Facts acme = Facts.ofSomeOrganization();
        publish(events(acme, 50));

        // when
        InfraTestResource.infra().restartPostgres();
        InfraTestResource.infra().restartKafka();
        publish(acme.provisioned(51, "after"));

        // then
        assertThat(eventually(oneTo(51), () -> sealed(acme.organization()))).isEqualTo(oneTo(51));
        assertThat(Suite.readTopic(Topics.AUDIT_LOG, acme.stream().partitionKey(), 51).stream()
                        .map(record ->
                                record.headers().lastHeader("ce_auditindex").value())
                        .map(String::new)
                        .distinct())
                .hasSize(51);
    }

    @Test
    void accountsBelongToThePlatformAndCompanyFactsToEachOrganization() throws Exception {
        // given
        Facts acme = Facts.ofSomeOrganization();
        Facts globex = Facts.ofSomeOrganization();
        UUID account = UUID.randomUUID();

        // when
        publish(
                acme.event(StreamKey.account(account), EventType.ACCOUNT_CREATED, 1, Instant.now(), Map.of()),
                acme.event(
                        new StreamKey("/membership/company/" + UUID.randomUUID(), "platform"),
                        EventType.SSO_CONNECTION_CREATED,
                        1,
                        Instant.now(),
                        Map.of(
                                "organizations",
                                List.of(acme.organization(), globex.organization(), acme.organization()))));

        // then
        assertThat(eventually(oneTo(1), () -> sealed(acme.organization()))).isEqualTo(oneTo(1));
        assertThat(eventually(oneTo(1), () -> sealed(globex.organization()))).isEqualTo(oneTo(1));
        assertThat(eventually(
                        List.of("00000000-0000-0000-0000-000000000000"),
                        () -> ask(
                                "select organization_id from audit_entry e join audit_stream s on s.id = e.stream_id where s.source = ?",
                                StreamKey.account(account).source())))
                .containsExactly("00000000-0000-0000-0000-000000000000");
    }

    private static List<CloudEvent> events(Facts facts, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(seq -> facts.provisioned(seq, "user" + seq))
                .toList();
    }

    private static CloudEvent renumbered(CloudEvent event, long seq) throws Exception {
        var tree = (com.fasterxml.jackson.databind.node.ObjectNode) Facts.JSON.valueToTree(event);
        tree.put("sequence", CloudEvent.padded(seq));
        return Facts.JSON.treeToValue(tree, CloudEvent.class);
    }

    private static List<String> held(Facts facts) {
        return ask(
                "select seq from audit_held h join audit_stream s on s.id = h.stream_id where s.source = ? order by seq",
                facts.stream().source());
    }

    private static void forgetKafkaOffsets() throws Exception {
        try (Admin admin = Admin.create(
                Map.of("bootstrap.servers", InfraTestResource.infra().kafkaBootstrapServers()))) {
            Map<TopicPartition, OffsetAndMetadata> zero = IntakeLoop.TOPICS.stream()
                    .flatMap(topic -> IntStream.range(0, topic.partitions())
                            .mapToObj(number -> new TopicPartition(topic.topicName(), number)))
                    .collect(Collectors.toMap(partition -> partition, partition -> new OffsetAndMetadata(0)));
            admin.alterConsumerGroupOffsets(Positions.CONSUMER, zero).all().get();
        }
    }
}
