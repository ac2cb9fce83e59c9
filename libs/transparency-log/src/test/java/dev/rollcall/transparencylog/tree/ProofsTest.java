package dev.rollcall.transparencylog.tree;

import static dev.rollcall.transparencylog.LogRefusal.Reason.MALFORMED_HASH;
import static dev.rollcall.transparencylog.LogRefusal.Reason.OUT_OF_RANGE;
import static dev.rollcall.transparencylog.LogRefusal.Reason.PROOF_LENGTH;
import static dev.rollcall.transparencylog.LogRefusal.Reason.ROOT_MISMATCH;
import static dev.rollcall.transparencylog.Refusals.assertRefused;
import static dev.rollcall.transparencylog.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** R-AUD-9: every proof of every tree up to 300 leaves, against RFC 6962 written down a second time. */
class ProofsTest {
    private static final int SIZE = 300;
    /** Up to this size each single bit is turned; above, one of each hash, by chance. */
    private static final int EVERY_BIT = 12;

    private static final NaiveTree NAIVE = NaiveTree.of(SIZE);
    private static final Map<List<Long>, Hash> SUBTREES = new HashMap<>();
    private static final List<Hash> ROOTS = new ArrayList<>(List.of(Hash.OF_EMPTY_TREE));
    private static final List<Hash> LEAVES = NAIVE.leaves();
    private static final Subtrees TREE = (level, index) -> SUBTREES.get(List.of((long) level, index));

    @BeforeAll
    static void grow() {
        CompactRange range = CompactRange.EMPTY;
        for (Hash leaf : LEAVES) {
            range = range.append(
                    List.of(leaf), (level, index, hash) -> SUBTREES.put(List.of((long) level, index), hash));
            ROOTS.add(range.root());
        }
    }

    @Test
    void aTreeThatGrowsHasTheRootsOfTheDefinition() {
        for (int size = 0; size <= SIZE; size++) {
            assertThat(ROOTS.get(size)).as("size %d", size).isEqualTo(NAIVE.root(size));
        }
        SUBTREES.forEach((place, hash) -> assertThat(hash)
                .as("%s", place)
                .isEqualTo(NAIVE.hash(place.getFirst().intValue(), place.getLast())));
    }

    @Test
    void howLeavesArriveMakesNoDifference() {
        Random random = new Random(1);
        CompactRange range = CompactRange.EMPTY;
        Map<List<Long>, Hash> completed = new HashMap<>();
        while (range.size() < SIZE) {
            int next = (int) range.size() + random.nextInt(Math.min(40, SIZE - (int) range.size() + 1));
            range = range.append(
                    LEAVES.subList((int) range.size(), next),
                    (level, index, hash) -> completed.put(List.of((long) level, index), hash));
            assertThat(range).isEqualTo(CompactRange.of(range.size(), TREE));
        }
        assertThat(completed).isEqualTo(SUBTREES);
    }

    @Test
    void everyLeafIsIn() {
        for (int size = 1; size <= SIZE; size++) {
            for (int index = 0; index < size; index++) {
                InclusionProof proof = InclusionProof.of(index, size, TREE);
                if (size < 40 || index % 17 == 0 || index > size - 3) {
                    assertThat(proof.hashes()).isEqualTo(NAIVE.path(index, size));
                }
                proof.verify(LEAVES.get(index), ROOTS.get(size));
                assertThat(NaiveTree.climb(index, size, LEAVES.get(index), proof.hashes()))
                        .isEqualTo(ROOTS.get(size));
            }
        }
    }

    @Test
    void everyTreeGrewOutOfEverySmallerOne() {
        for (int size = 0; size <= SIZE; size++) {
            for (int old = 0; old <= size; old++) {
                ConsistencyProof proof = ConsistencyProof.of(old, size, TREE);
                if (size < 40 || old % 17 == 0 || old > size - 3) {
                    assertThat(proof.hashes()).isEqualTo(NAIVE.proof(old, size));
                }
                proof.verify(ROOTS.get(old), ROOTS.get(size));
            }
        }
    }

    @Test
    void noBitOfAnInclusionProofItsLeafOrItsRootCanBeTurned() {
        Random random = new Random(2);
        for (int size = 1; size <= SIZE; size += size < EVERY_BIT ? 1 : 29) {
            for (int index = 0; index < size; index++) {
                List<Hash> whole =
                        new ArrayList<>(InclusionProof.of(index, size, TREE).hashes());
                whole.add(LEAVES.get(index));
                whole.add(ROOTS.get(size));
                int at = index;
                int of = size;
                assertNoBitTurns(
                        whole,
                        size,
                        random,
                        turned -> new InclusionProof(at, of, turned.subList(0, turned.size() - 2))
                                .verify(turned.get(turned.size() - 2), turned.getLast()));
            }
        }
    }

    @Test
    void noBitOfAConsistencyProofOrItsRootsCanBeTurned() {
        Random random = new Random(3);
        for (int size = 1; size <= SIZE; size += size < EVERY_BIT ? 1 : 29) {
            for (int old = 1; old <= size; old++) {
                List<Hash> whole =
                        new ArrayList<>(ConsistencyProof.of(old, size, TREE).hashes());
                whole.add(ROOTS.get(old));
                whole.add(ROOTS.get(size));
                int from = old;
                int to = size;
                assertNoBitTurns(
                        whole,
                        size,
                        random,
                        turned -> new ConsistencyProof(from, to, turned.subList(0, turned.size() - 2))
                                .verify(turned.get(turned.size() - 2), turned.getLast()));
            }
        }
    }

    @Test
    void aProofIsNeitherLongerNorShorterNorInAnotherOrder() {
        for (int size = 1; size <= 40; size++) {
            for (int index = 0; index < size; index++) {
                int at = index;
                int of = size;
                for (List<Hash> other : others(InclusionProof.of(at, of, TREE).hashes(), ROOTS.get(of))) {
                    assertThat(refused(() -> new InclusionProof(at, of, other).verify(LEAVES.get(at), ROOTS.get(of))))
                            .as("leaf %d of %d, %s", at, of, other)
                            .isTrue();
                }
                for (List<Hash> other : others(ConsistencyProof.of(at, of, TREE).hashes(), ROOTS.get(of))) {
                    assertThat(refused(() -> new ConsistencyProof(at, of, other).verify(ROOTS.get(at), ROOTS.get(of))))
                            .as("%d to %d, %s", at, of, other)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void aProofIsForItsPlaceOnly() {
        for (int size = 1; size <= 40; size++) {
            for (int index = 0; index < size; index++) {
                List<Hash> hashes = InclusionProof.of(index, size, TREE).hashes();
                for (int other = 0; other < size; other++) {
                    int place = other;
                    int of = size;
                    Hash leaf = LEAVES.get(index);
                    if (other != index) {
                        assertThat(refused(() -> new InclusionProof(place, of, hashes).verify(leaf, ROOTS.get(of))))
                                .as("leaf %d of %d shown as %d", index, of, other)
                                .isTrue();
                    }
                }
            }
        }
    }

    @Test
    void theReasonIsNamed() {
        List<Hash> path = InclusionProof.of(5, 8, TREE).hashes();
        Hash leaf = LEAVES.get(5);
        assertRefused(OUT_OF_RANGE, () -> new InclusionProof(8, 8, path));
        assertRefused(OUT_OF_RANGE, () -> new InclusionProof(-1, 8, path));
        assertRefused(OUT_OF_RANGE, () -> InclusionProof.of(0, 0, TREE));
        assertRefused(OUT_OF_RANGE, () -> new ConsistencyProof(9, 8, List.of()));
        assertRefused(OUT_OF_RANGE, () -> new ConsistencyProof(-1, 8, List.of()));
        assertRefused(OUT_OF_RANGE, () -> new CompactRange(-1, List.of()));
        assertRefused(PROOF_LENGTH, () -> new CompactRange(3, List.of(leaf)));
        assertRefused(PROOF_LENGTH, () -> new InclusionProof(5, 8, path.subList(1, 3)).root(leaf));
        assertRefused(PROOF_LENGTH, () -> new InclusionProof(0, 1, path).root(leaf));
        assertRefused(PROOF_LENGTH, () -> new InclusionProof(0, 8, java.util.Collections.nCopies(65, leaf)));
        assertRefused(ROOT_MISMATCH, () -> new InclusionProof(5, 8, path).verify(leaf, ROOTS.get(7)));
        assertRefused(ROOT_MISMATCH, () -> new ConsistencyProof(0, 8, List.of()).verify(leaf, ROOTS.get(8)));
        assertRefused(ROOT_MISMATCH, () -> new ConsistencyProof(8, 8, List.of()).verify(leaf, ROOTS.get(8)));
        assertRefused(PROOF_LENGTH, () -> new ConsistencyProof(3, 8, List.of()).verify(ROOTS.get(3), ROOTS.get(8)));
        assertRefused(MALFORMED_HASH, () -> Hash.of(new byte[31]));
        assertRefused(MALFORMED_HASH, () -> Hash.listOf(new byte[33]));
        assertRefused(MALFORMED_HASH, () -> Hash.ofBase64(leaf.base64() + "="));
        assertRefused(MALFORMED_HASH, () -> Hash.ofBase64("*" + leaf.base64().substring(1)));
    }

    /** The last character of base64 carries two bits of nothing: they have to be zero. */
    @Test
    void aHashHasOneName() {
        String zeros = Hash.of(new byte[32]).base64();
        assertThat(Hash.ofBase64(zeros)).isEqualTo(Hash.of(new byte[32]));
        assertRefused(MALFORMED_HASH, () -> Hash.ofBase64(zeros.replace("A=", "B=")));
        assertThat(Hash.listOf(Hash.join(LEAVES))).isEqualTo(LEAVES);
    }

    private interface Verification {
        void run(List<Hash> whole);
    }

    private static void assertNoBitTurns(List<Hash> whole, int size, Random random, Verification verification) {
        verification.run(whole);
        for (int i = 0; i < whole.size(); i++) {
            for (int bit = size <= EVERY_BIT ? 0 : random.nextInt(256); bit < 256; bit += size <= EVERY_BIT ? 1 : 256) {
                byte[] bytes = whole.get(i).bytes();
                bytes[bit / 8] ^= (byte) (1 << bit % 8);
                List<Hash> turned = new ArrayList<>(whole);
                turned.set(i, Hash.of(bytes));
                if (!refused(() -> verification.run(turned))) {
                    throw new AssertionError("size " + size + ", bit " + bit + " of hash " + i + " can be turned");
                }
            }
        }
    }

    /** The same with one hash more, at either end, with one less, and turned round. */
    private static List<List<Hash>> others(List<Hash> hashes, Hash more) {
        List<List<Hash>> others = new ArrayList<>();
        for (int i = 0; i <= hashes.size(); i++) {
            List<Hash> longer = new ArrayList<>(hashes);
            longer.add(i, more);
            others.add(longer);
        }
        for (int i = 0; i < hashes.size(); i++) {
            List<Hash> shorter = new ArrayList<>(hashes);
            shorter.remove(i);
            others.add(shorter);
        }
        if (hashes.size() > 1) {
            others.add(hashes.reversed());
        }
        return others;
    }
}
