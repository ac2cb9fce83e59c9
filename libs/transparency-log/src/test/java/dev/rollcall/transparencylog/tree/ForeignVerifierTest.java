package dev.rollcall.transparencylog.tree;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sigstore.merkle.InclusionProofVerificationException;
import dev.sigstore.merkle.InclusionProofVerifier;
import org.junit.jupiter.api.Test;

/** R-AUD-9: our inclusion proofs before a verifier that others wrote: sigstore-java's. It has none for consistency. */
class ForeignVerifierTest {
    private static final int SIZE = 300;

    @Test
    void sigstoreBelievesOurProofsAndNoOthers() throws InclusionProofVerificationException {
        NaiveTree tree = NaiveTree.of(SIZE);
        for (int size = 1; size <= SIZE; size += 13) {
            byte[] root = tree.root(size).bytes();
            for (int index = 0; index < size; index++) {
                byte[] leaf = Hash.ofLeaf(tree.entry(index)).bytes();
                var hashes = InclusionProof.of(index, size, tree).hashes().stream()
                        .map(Hash::bytes)
                        .toList();
                InclusionProofVerifier.verify(leaf, index, size, hashes, root);

                leaf[index % Hash.LENGTH] ^= 1;
                int at = index;
                int of = size;
                assertThatThrownBy(() -> InclusionProofVerifier.verify(leaf, at, of, hashes, root))
                        .isInstanceOf(InclusionProofVerificationException.class);
            }
        }
    }
}
