package dev.rollcall.audit.log;

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
import dev.rollcall.contract.event.Topics;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class LogIT {
    @Inject
    Sealing sealing;

    @ParameterizedTest
    @CsvSource({
        "audit_entry, event_id",
        "audit_stream_index, event_id",
        "audit_fork, event_id",
        "audit_unparsed, reason",
        "tlog_tile, hashes",
        "tlog_checkpoint, note"
    })
    void whatIsWrittenStaysThoughTheTablesOwnerAsks(String table, String column) throws Exception {
        // given
        Facts acme = Facts.ofSomeOrganization();
        publish(acme.provisioned(1, "one"));
        assertThat(eventually(oneTo(1), () -> sealed(acme.organization()))).isEqualTo(oneTo(1));

        // when, then
        try (Connection owner = Suite.owner()) {
            assertRefused(owner, "update " + table + " set " + column + " = " + column);
            assertRefused(owner, "delete from " + table);
            assertRefused(owner, "truncate " + table);
        }
        try (Connection superuser = Suite.superuser()) {
            superuser.createStatement().execute("set session_replication_role = replica");
            assertRefused(superuser, "delete from audit." + table);
        }
    }

    @Test
    void sealedEntriesArePublishedOnceAndInOrderWithTheirNumbers() throws Exception {
        // given
        Facts acme = Facts.ofSomeOrganization();

        // when
        publish(IntStream.rangeClosed(1, 700)
                .mapToObj(seq -> acme.provisioned(seq, "user" + seq))
                .toList());

        // then
        var records = Suite.readTopic(Topics.AUDIT_LOG, "org:" + acme.organization(), 700);
        assertThat(records).hasSize(700);
        long lastIndex = -1;
        for (int i = 0; i < records.size(); i++) {
            CloudEvent event = Facts.JSON.readValue(records.get(i).value(), CloudEvent.class);
            assertThat(event.sequenceNumber()).isEqualTo(i + 1);
            assertThat(event.extensions().get("orgseq")).isEqualTo(CloudEvent.padded(i + 1));
            String index = (String) event.extensions().get("auditindex");
            assertThat(new String(
                            records.get(i).headers().lastHeader("ce_auditindex").value()))
                    .isEqualTo(index)
                    .hasSize(20);
            assertThat(Long.parseLong(index)).isGreaterThan(lastIndex);
            lastIndex = Long.parseLong(index);
        }
    }

    @Test
    void personalValuesStandApartFromTheLogAndNotOnItsTopic() throws Exception {
        // given
        Facts acme = Facts.ofSomeOrganization();

        // when
        publish(acme.provisioned(1, "jane"));

        // then
        var record = Suite.readTopic(Topics.AUDIT_LOG, "org:" + acme.organization(), 1)
                .getFirst();
        assertThat(new String(record.value()))
                .doesNotContain("jane@acme.example")
                .contains("jane");
        assertThat(ask("select event from audit_entry where organization_id = ?", acme.organization())
                        .getFirst())
                .doesNotContain("jane@acme.example");
        assertThat(ask(
                        "select p.pii from audit_pii p join audit_entry e using (audit_index) where e.organization_id = ?",
                        acme.organization()))
                .containsExactly("{\"email\":\"jane@acme.example\"}");
    }

    @Test
    void sequencersOfSeveralReplicasLeaveNoHole() throws Exception {
        // given
        List<Facts> organizations =
                IntStream.range(0, 10).mapToObj(i -> Facts.ofSomeOrganization()).toList();
        List<Future<?>> others = new ArrayList<>();

        // when
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int seq = 1; seq <= 40; seq++) {
                int number = seq;
                organizations.forEach(one -> publish(one.provisioned(number, "u" + number)));
                others.add(threads.submit(sealing::seal));
            }
        }

        // then
        for (Future<?> other : others) {
            other.get();
        }
        for (Facts one : organizations) {
            assertThat(eventually(oneTo(40), () -> sealed(one.organization()))).isEqualTo(oneTo(40));
        }
        assertThat(ask("select count(*) - 1 - max(audit_index) from audit_entry"))
                .containsExactly("0");
        assertThat(ask("select organization_id from audit_entry group by 1 having max(org_seq) <> count(*)"))
                .isEmpty();
    }

    @Test
    void sourcesLearnHowFarTheyAreSealed() throws Exception {
        // given
        Facts acme = Facts.ofSomeOrganization();

        // when
        publish(acme.provisioned(1, "one"), acme.provisioned(2, "two"), acme.provisioned(3, "three"));

        // then
        String source = acme.stream().source();
        assertThat(eventually(3L, () -> SourceServer.watermark(source))).isEqualTo(3L);
    }

    /** The idle service: median of 100 events, each published alone. */
    @Test
    void anEventIsSealedWithinASecondOfItsPublication() throws Exception {
        // given
        Facts acme = Facts.ofSomeOrganization();
        List<Long> millis = new ArrayList<>();

        // when
        for (int seq = 1; seq <= 100; seq++) {
            long start = System.nanoTime();
            publish(acme.provisioned(seq, "user" + seq));
            while (sealed(acme.organization()).size() < seq) {
                Thread.onSpinWait();
            }
            millis.add((System.nanoTime() - start) / 1_000_000);
        }

        // then
        millis.sort(null);
        System.out.printf(
                "published to sealed, one at a time: median %d ms, 90th %d ms, most %d ms%n",
                millis.get(50), millis.get(90), millis.get(99));
        assertThat(millis.get(50)).isLessThan(1_000);
    }

    private static void assertRefused(Connection connection, String sql) {
        assertThatThrownBy(() -> connection.createStatement().execute(sql))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("append-only");
    }
}
