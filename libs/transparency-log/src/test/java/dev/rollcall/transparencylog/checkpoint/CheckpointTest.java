package dev.rollcall.transparencylog.checkpoint;

import static dev.rollcall.transparencylog.LogRefusal.Reason.MALFORMED_CHECKPOINT;
import static dev.rollcall.transparencylog.LogRefusal.Reason.MALFORMED_HASH;
import static dev.rollcall.transparencylog.LogRefusal.Reason.MALFORMED_PROOF;
import static dev.rollcall.transparencylog.LogRefusal.Reason.OUT_OF_RANGE;
import static dev.rollcall.transparencylog.LogRefusal.Reason.PROOF_LENGTH;
import static dev.rollcall.transparencylog.LogRefusal.Reason.ROOT_MISMATCH;
import static dev.rollcall.transparencylog.LogRefusal.Reason.TOO_LARGE;
import static dev.rollcall.transparencylog.LogRefusal.Reason.UNSIGNED;
import static dev.rollcall.transparencylog.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.transparencylog.note.SignatureType;
import dev.rollcall.transparencylog.note.SignedNote;
import dev.rollcall.transparencylog.note.SignerKey;
import dev.rollcall.transparencylog.tree.ConsistencyProof;
import dev.rollcall.transparencylog.tree.Hash;
import dev.rollcall.transparencylog.tree.InclusionProof;
import dev.rollcall.transparencylog.tree.NaiveTree;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R-AUD-9: C2SP tlog-checkpoint, tlog-proof and tlog-witness. */
class CheckpointTest {
    private static final String ROOT = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";
    private static final String EXAMPLE = "example.com/behind-the-sofa\n20852163\n" + ROOT + "\n";
    private static final String SIGNED = EXAMPLE
            + "\n— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n";
    private static final SignerKey LOG =
            SignerKey.generate("log.example/audit", SignatureType.ED25519, new SecureRandom());
    private static final NaiveTree TREE = NaiveTree.of(100);

    @Test
    void theSpecificationsExampleIsRead() {
        Checkpoint checkpoint = Checkpoint.parse(SignedNote.parse(SIGNED).text());

        assertThat(checkpoint)
                .isEqualTo(new Checkpoint("example.com/behind-the-sofa", 20_852_163, Hash.ofBase64(ROOT)));
        assertThat(checkpoint.text()).isEqualTo(EXAMPLE);
        assertThat(Checkpoint.parse(EXAMPLE + "more\nand more\n").extensions()).containsExactly("more", "and more");
        assertThat(Checkpoint.parse(EXAMPLE + "more\n").text()).isEqualTo(EXAMPLE + "more\n");
        assertThat(new Checkpoint("log", 0, Hash.OF_EMPTY_TREE).text())
                .isEqualTo("log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "log\n1\n",
                "\n1\n" + ROOT + "\n",
                "log\n1\n" + ROOT,
                "log\n01\n" + ROOT + "\n",
                "log\n-1\n" + ROOT + "\n",
                "log\n+1\n" + ROOT + "\n",
                "log\n\n" + ROOT + "\n",
                "log\n١\n" + ROOT + "\n",
                "log\n10000000000000000000\n" + ROOT + "\n",
                "log\n1\n" + ROOT + "\n\n",
                "log\n1\n" + ROOT + "\nmore\n\nmore\n",
                "lo\u0000g\n1\n" + ROOT + "\n"
            })
    void whatIsNoCheckpointIsRefused(String text) {
        assertRefused(MALFORMED_CHECKPOINT, () -> Checkpoint.parse(text));
    }

    @Test
    void sizesAndHashesHaveTheirLimits() {
        assertRefused(OUT_OF_RANGE, () -> Checkpoint.parse("log\n9223372036854775808\n" + ROOT + "\n"));
        assertThat(Checkpoint.parse("log\n9223372036854775807\n" + ROOT + "\n").size())
                .isEqualTo(Long.MAX_VALUE);
        assertRefused(MALFORMED_HASH, () -> Checkpoint.parse("log\n1\n" + ROOT.substring(4) + "\n"));
        assertRefused(OUT_OF_RANGE, () -> new Checkpoint("log", -1, Hash.OF_EMPTY_TREE));
        assertRefused(MALFORMED_CHECKPOINT, () -> new Checkpoint("two\nlines", 1, Hash.OF_EMPTY_TREE));
        assertRefused(MALFORMED_CHECKPOINT, () -> new Checkpoint("x".repeat(256), 1, Hash.OF_EMPTY_TREE));
    }

    @Test
    void aProofIsCheckedWithTheLogsKeyAndNothingElse() {
        byte[] entry = TREE.entry(73);
        EntryProof proof =
                new EntryProof(entry, 73, InclusionProof.of(73, 100, TREE).hashes(), checkpoint(100));
        String text = proof.encode();

        EntryProof read = EntryProof.parse(text);

        assertThat(text).startsWith("c2sp.org/tlog-proof@v1\nextra ZW50cnkgNzM=\nindex 73\n");
        assertThat(read).isEqualTo(proof);
        assertThat(read.verify(read.extra(), "log.example/audit", List.of(LOG.verifier()))
                        .size())
                .isEqualTo(100);
        assertRefused(ROOT_MISMATCH, () -> read.verify(TREE.entry(72), "log.example/audit", List.of(LOG.verifier())));
        assertRefused(MALFORMED_CHECKPOINT, () -> read.verify(entry, "other.example", List.of(LOG.verifier())));
        SignerKey stranger = SignerKey.generate("log.example/audit", SignatureType.ED25519, new SecureRandom());
        assertRefused(UNSIGNED, () -> read.verify(entry, "log.example/audit", List.of(stranger.verifier())));
        EntryProof alone = new EntryProof(new byte[0], 0, List.of(), checkpoint(1));
        assertThat(alone.encode()).startsWith("c2sp.org/tlog-proof@v1\nindex 0\n\nlog.example/audit\n1\n");
        assertThat(EntryProof.parse(alone.encode())
                        .verify(TREE.entry(0), "log.example/audit", List.of(LOG.verifier()))
                        .root())
                .isEqualTo(TREE.root(1));
    }

    @Test
    void whatIsNoProofIsRefused() {
        String tail = "\n" + checkpoint(1).encode();
        assertRefused(MALFORMED_PROOF, () -> EntryProof.parse(""));
        assertRefused(MALFORMED_PROOF, () -> EntryProof.parse("c2sp.org/tlog-proof@v1\nindex 0\n"));
        assertRefused(MALFORMED_PROOF, () -> EntryProof.parse("wrong-header\nindex 0\n" + tail));
        assertRefused(MALFORMED_PROOF, () -> EntryProof.parse("c2sp.org/tlog-proof@v1\n" + tail));
        assertRefused(MALFORMED_PROOF, () -> EntryProof.parse("c2sp.org/tlog-proof@v1\nextra AAAA\n" + tail));
        assertRefused(MALFORMED_PROOF, () -> EntryProof.parse("c2sp.org/tlog-proof@v1\nextra !!\nindex 0\n" + tail));
        assertRefused(MALFORMED_PROOF, () -> EntryProof.parse("c2sp.org/tlog-proof@v1\nindex -5\n" + tail));
        assertRefused(MALFORMED_PROOF, () -> EntryProof.parse("c2sp.org/tlog-proof@v1\nindex 05\n" + tail));
        assertRefused(MALFORMED_HASH, () -> EntryProof.parse("c2sp.org/tlog-proof@v1\nindex 0\n!!\n" + tail));
        assertRefused(
                PROOF_LENGTH,
                () -> EntryProof.parse("c2sp.org/tlog-proof@v1\nindex 0\n" + (ROOT + "\n").repeat(65) + tail));
        assertRefused(TOO_LARGE, () -> EntryProof.parse("x".repeat(1_000_000)));
        assertRefused(TOO_LARGE, () -> new EntryProof(new byte[65_536], 0, List.of(), checkpoint(1)));
    }

    /** The example of tlog-witness, add-checkpoint: its form; the older root is not told there. */
    @Test
    void aWitnessIsAskedAsTheSpecificationSays() {
        String example = """
                old 20852014
                PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
                jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
                5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
                /6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

                """ + SIGNED;

        GrowthProof request = GrowthProof.parse(example);

        assertThat(request.oldSize()).isEqualTo(20_852_014);
        assertThat(request.hashes()).hasSize(4);
        assertThat(request.encode()).isEqualTo(example);
    }

    @Test
    void aTreeThatGrewIsTold() {
        GrowthProof proof = GrowthProof.parse(
                new GrowthProof(42, ConsistencyProof.of(42, 100, TREE).hashes(), checkpoint(100)).encode());

        assertThat(proof.verify(TREE.root(42)).root()).isEqualTo(TREE.root(100));
        assertRefused(ROOT_MISMATCH, () -> proof.verify(TREE.root(41)));
        assertThat(new GrowthProof(0, List.of(), checkpoint(100))
                        .verify(Hash.OF_EMPTY_TREE)
                        .size())
                .isEqualTo(100);
        assertRefused(OUT_OF_RANGE, () -> new GrowthProof(101, List.of(), checkpoint(100)).verify(TREE.root(100)));
    }

    @Test
    void whatIsNoRequestIsRefused() {
        String tail = "\n" + checkpoint(1).encode();
        assertRefused(MALFORMED_PROOF, () -> GrowthProof.parse(""));
        assertRefused(MALFORMED_PROOF, () -> GrowthProof.parse("new 1\n" + tail));
        assertRefused(MALFORMED_PROOF, () -> GrowthProof.parse("old 01\n" + tail));
        assertRefused(MALFORMED_PROOF, () -> GrowthProof.parse("old x\n" + tail));
        assertRefused(MALFORMED_HASH, () -> GrowthProof.parse("old 1\nx\n" + tail));
        assertRefused(PROOF_LENGTH, () -> GrowthProof.parse("old 1\n" + (ROOT + "\n").repeat(64) + tail));
        assertRefused(TOO_LARGE, () -> GrowthProof.parse("x".repeat(1_000_000)));
        assertRefused(
                PROOF_LENGTH, () -> new GrowthProof(1, Collections.nCopies(64, Hash.OF_EMPTY_TREE), checkpoint(1)));
    }

    private static SignedNote checkpoint(int size) {
        return SignedNote.sign(new Checkpoint("log.example/audit", size, TREE.root(size)).text(), LOG);
    }
}
