package dev.rollcall.audit.checkpoint;

import static dev.rollcall.audit.Suite.ask;
import static dev.rollcall.audit.Suite.eventually;
import static dev.rollcall.audit.Suite.oneTo;
import static dev.rollcall.audit.Suite.publish;
import static dev.rollcall.audit.Suite.sealed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rollcall.audit.Facts;
import dev.rollcall.audit.Suite;
import dev.rollcall.audit.TestLog;
import dev.rollcall.audit.log.Sealing;
import dev.rollcall.contract.event.Topics;
import dev.rollcall.transparencylog.checkpoint.Checkpoint;
import dev.rollcall.transparencylog.checkpoint.EntryProof;
import dev.rollcall.transparencylog.checkpoint.GrowthProof;
import dev.rollcall.transparencylog.note.SignatureType;
import dev.rollcall.transparencylog.note.SignedNote;
import dev.rollcall.transparencylog.note.SignerKey;
import dev.rollcall.transparencylog.tree.CompactRange;
import dev.rollcall.transparencylog.tree.Hash;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** R-AUD-9: the log as a Merkle log, checked from outside with what is stored and what is signed. */
@QuarkusTest
class CheckpointIT {
    private static final String ENTRIES = """
            select audit_entry_text(e, s.source) from audit_entry e join audit_stream s on s.id = e.stream_id
            where e.audit_index < ? order by e.audit_index
            """;

    private static final JsonMapper SORTED =
            JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();

    @Inject
    Sealing sealing;

    @Inject
    Checkpoints checkpoints;

    @Inject
    Proofs proofs;

    @Inject
    DataSource database;

    @Inject
    MeterRegistry metrics;

    @Test
    void theSignedRootIsThatOfWhatIsStored() throws Exception {
        // given
        Facts acme = Facts.ofSomeOrganization();
        Facts umbrella = Facts.ofSomeOrganization();

        // when
        publish(IntStream.rangeClosed(1, 400)
                .mapToObj(seq -> acme.provisioned(seq, "user" + seq))
                .toList());
        publish(umbrella.provisioned(1, "jane"));
        publish(IntStream.rangeClosed(401, 600)
                .mapToObj(seq -> acme.provisioned(seq, "user" + seq))
                .toList());

        // then
        long last = lastIndex(acme, 600);
        Checkpoint checkpoint = signedFrom(last + 1);
        List<Hash> leaves = ask(ENTRIES, checkpoint.size()).stream()
                .map(text -> Hash.ofLeaf(text.getBytes(StandardCharsets.UTF_8)))
                .toList();
        assertThat(leaves).hasSize((int) checkpoint.size());
        assertThat(CompactRange.EMPTY.append(leaves, (level, index, hash) -> {}).root())
                .isEqualTo(checkpoint.root());
        assertThat(ask("select count(*) from tlog_tile where octet_length(hashes) > 256 * 32"))
                .containsExactly("0");
    }

    @Test
    void everyEntryOfAnOrganizationIsProvenWithTheLogsKeyAlone() throws Exception {
        // given
        Facts acme = Facts.ofSomeOrganization();

        // when
        publish(IntStream.rangeClosed(1, 40)
                .mapToObj(seq -> acme.provisioned(seq, "user" + seq))
                .toList());

        // then
        signedFrom(lastIndex(acme, 40) + 1);
        List<String> indexes =
                ask("select audit_index from audit_entry where organization_id = ? order by 1", acme.organization());
        for (int i = 0; i < indexes.size(); i++) {
            EntryProof proof = EntryProof.parse(proofs.ofEntry(acme.organization(), Long.parseLong(indexes.get(i))));
            proof.verify(proof.extra(), TestLog.ORIGIN, List.of(TestLog.key()));
            var entry = Facts.JSON.readTree(proof.extra());
            assertThat(SORTED.writeValueAsString(entry)).isEqualTo(new String(proof.extra(), StandardCharsets.UTF_8));
            assertThat(entry.path("organization").asText())
                    .isEqualTo(acme.organization().toString());
            assertThat(entry.path("orgSeq").asInt()).isEqualTo(i + 1);
            assertThat(entry.path("stream").asText()).isEqualTo(acme.stream().source());
            assertThat(entry.path("streamSeq").asInt()).isEqualTo(i + 1);
            assertThat(entry.path("name").asText()).isEqualTo("user" + (i + 1));
            assertThat(entry.path("event").path("source").asText())
                    .isEqualTo(acme.stream().source());
        }
    }

    @Test
    void checkpointsAreToldOnKafkaAndEachGrewOutOfTheOneBefore() throws Exception {
        // given
        Facts acme = Facts.ofSomeOrganization();
        publish(acme.provisioned(1, "one"));
        Checkpoint before = signedFrom(lastIndex(acme, 1) + 1);

        // when
        publish(acme.provisioned(2, "two"));
        Checkpoint after = signedFrom(lastIndex(acme, 2) + 1);

        // then
        GrowthProof growth = GrowthProof.parse(proofs.ofGrowth(before.size()));
        growth.checkpoint().verify(List.of(TestLog.key()));
        assertThat(growth.verify(before.root()).size()).isGreaterThanOrEqualTo(after.size());
        int signed = Integer.parseInt(ask("select count(*) from tlog_checkpoint where size <= ?", after.size())
                .getFirst());
        List<Checkpoint> told = Suite.readTopic(Topics.AUDIT_CHECKPOINTS, "log", signed).stream()
                .map(record -> SignedNote.parse(record.value()))
                .peek(note -> note.verify(List.of(TestLog.key())))
                .map(note -> Checkpoint.parse(note.text()))
                .toList();
        assertThat(told).contains(before, after).isSortedAccordingTo(java.util.Comparator.comparing(Checkpoint::size));
    }

    @Test
    void personalValuesAreInTheLogAsSaltedCommitmentsOnly() throws Exception {
        // given
        Facts acme = Facts.ofSomeOrganization();

        // when
        publish(acme.provisioned(1, "jane"));

        // then
        long index = lastIndex(acme, 1);
        String entry = ask(ENTRIES + " offset ?", index + 1, index).getFirst();
        assertThat(entry).doesNotContain("jane@acme.example");
        byte[] salt = java.util.Base64.getDecoder()
                .decode(Facts.JSON
                        .readTree(ask("select salts from audit_pii where audit_index = ?", index)
                                .getFirst())
                        .path("email")
                        .asText());
        var digest = java.security.MessageDigest.getInstance("SHA-256");
        digest.update(salt);
        assertThat(salt).hasSize(16);
        assertThat(Facts.JSON.readTree(entry).path("commitments").path("email").asText())
                .isEqualTo(java.util.Base64.getEncoder()
                        .encodeToString(digest.digest("\"jane@acme.example\"".getBytes(StandardCharsets.UTF_8))));
    }

    /** As a version did that knew no tree, and as a replica of that version does while the new one starts. */
    @Test
    void entriesThatWereSealedWithoutATreeAreBroughtIntoIt() throws Exception {
        // given
        Facts acme = Facts.ofSomeOrganization();
        publish(acme.provisioned(1, "one"));
        lastIndex(acme, 1);

        // when
        try (Connection owner = Suite.owner()) {
            owner.setAutoCommit(false);
            try (var statement = owner.createStatement()) {
                statement.execute("select pg_advisory_xact_lock(" + 0x6175646974L + ")");
                for (int seq = 2; seq <= 300; seq++) {
                    statement.addBatch("""
                            with last as (update audit_position set position = position + 1 where name = 'sealed' returning position)
                            insert into audit_entry (audit_index, organization_id, org_seq, stream_id, stream_seq, event_id, type,
                                                     action, actor, occurred_at, event)
                            select last.position, e.organization_id, %1$d, e.stream_id, %1$d, '%2$s', e.type, e.action, e.actor,
                                   e.occurred_at, '{ "later": "sorted" }'
                            from audit_entry e, last where e.organization_id = '%3$s' and e.org_seq = 1
                            """.formatted(seq, UUID.randomUUID(), acme.organization()));
                }
                statement.executeBatch();
            }
            owner.commit();
        }
        assertThat(sealing.seal()).isNotNull();

        // then
        long last = lastIndex(acme, 300);
        signedFrom(last + 1);
        EntryProof proof = EntryProof.parse(proofs.ofEntry(acme.organization(), last));
        proof.verify(proof.extra(), TestLog.ORIGIN, List.of(TestLog.key()));
        assertThat(new String(proof.extra(), StandardCharsets.UTF_8))
                .contains("\"orgSeq\":300,", "{ \"later\": \"sorted\" }");
    }

    @Test
    void nothingIsSignedOnceTheTreeIsAnother() throws Exception {
        // given
        Facts acme = Facts.ofSomeOrganization();
        int seq = 0;
        long size;
        // Within a tile, so that a proof needs the leaf that is changed, and the tile stays the last one.
        do {
            seq++;
            publish(acme.provisioned(seq, "user" + seq));
            size = lastIndex(acme, seq) + 1;
        } while (size % 256 < 2 || size % 256 > 250);
        signedFrom(size);

        // when
        Suite.execute("""
                alter table tlog_tile disable trigger append_only;
                update tlog_tile set hashes = set_byte(hashes, 0, get_byte(hashes, 0) # 1)
                where level = 0 and tile = (select max(tile) from tlog_tile where level = 0) and first = 0
                """);
        try {
            publish(acme.provisioned(seq + 1, "one more"));
            lastIndex(acme, seq + 1);

            // then
            assertThatThrownBy(() -> eventually("signed", () -> String.valueOf(checkpoints.sign())))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("INTEGRITY");
        } finally {
            Suite.execute("""
                    update tlog_tile set hashes = set_byte(hashes, 0, get_byte(hashes, 0) # 1)
                    where level = 0 and tile = (select max(tile) from tlog_tile where level = 0) and first = 0;
                    alter table tlog_tile enable always trigger append_only
                    """);
        }
        signedFrom(lastIndex(acme, seq + 1) + 1);
    }

    @Test
    void nothingIsSealedWhileTheLogIsLongerThanItsEntriesOrShorterThanItsTree() throws Exception {
        for (int off : new int[] {1, -1}) {
            // given
            Facts acme = Facts.ofSomeOrganization();
            publish(acme.provisioned(1, "one"));
            lastIndex(acme, 1);

            // when
            double alarms = alarms();
            moveSealed(off);

            // then
            try {
                assertThatThrownBy(() -> sealing.seal())
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageStartingWith("INTEGRITY");
                assertThat(alarms()).isGreaterThan(alarms);
            } finally {
                moveSealed(-off);
            }
            publish(acme.provisioned(2, "two"));
            signedFrom(lastIndex(acme, 2) + 1);
        }
    }

    /** A key file of another log, or a replica with a key of its own. */
    @Test
    void aKeyOfAnotherNameSignsNothing(@TempDir Path directory) throws Exception {
        // given
        Facts acme = Facts.ofSomeOrganization();
        publish(acme.provisioned(1, "one"));
        signedFrom(lastIndex(acme, 1) + 1);
        SignerKey other = SignerKey.generate("log.test/other", SignatureType.ED25519, new SecureRandom());
        Path file = Files.writeString(directory.resolve("other.key"), other.encode());
        double alarms = alarms();

        // when
        var replica = new Checkpoints(database, new LogKey(file), metrics);

        // then
        assertThatThrownBy(replica::sign)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("INTEGRITY")
                .hasMessageContainingAll("log.test/other", TestLog.ORIGIN);
        assertThat(alarms()).isGreaterThan(alarms);
    }

    @Test
    void aCheckpointOfTheFutureHoldsUpNoOther() throws Exception {
        // given
        Facts acme = Facts.ofSomeOrganization();
        publish(acme.provisioned(1, "one"));
        signedFrom(lastIndex(acme, 1) + 1);
        try (Connection owner = Suite.owner()) {
            owner.setAutoCommit(false);
            for (String signed : List.of("now()", "now() + interval '1 hour'")) {
                // when
                try (var statement = owner.createStatement()) {
                    statement.execute(
                            "insert into tlog_checkpoint (size, root, note, signed_at) select size + 1000000, root, note, "
                                    + signed + " from tlog_checkpoint order by size desc limit 1");
                }

                // then
                assertThat(Checkpoints.find(owner).orElseThrow().fresh()).isEqualTo(signed.equals("now()"));
            }
            owner.rollback();
        }
    }

    private double alarms() {
        return metrics.counter("rollcall.audit.integrity.alarms").count();
    }

    private static void moveSealed(int by) throws Exception {
        Suite.execute("update audit_position set position = position + " + by + " where name = 'sealed'");
    }

    /** The audit index of an organization's last entry, once so many are sealed. */
    private static long lastIndex(Facts facts, int count) throws Exception {
        assertThat(eventually(oneTo(count), () -> sealed(facts.organization()))).isEqualTo(oneTo(count));
        return Long.parseLong(
                ask("select max(audit_index) from audit_entry where organization_id = ?", facts.organization())
                        .getFirst());
    }

    /** The first checkpoint of at least so many entries, its signature checked. */
    private static Checkpoint signedFrom(long size) throws Exception {
        String select = "select note from tlog_checkpoint where size >= ? order by size limit 1";
        assertThat(eventually(1, () -> ask(select, size).size())).isEqualTo(1);
        SignedNote note = SignedNote.parse(ask(select, size).getFirst());
        note.verify(List.of(TestLog.key()));
        Checkpoint checkpoint = Checkpoint.parse(note.text());
        assertThat(checkpoint.origin()).isEqualTo(TestLog.ORIGIN);
        return checkpoint;
    }
}
