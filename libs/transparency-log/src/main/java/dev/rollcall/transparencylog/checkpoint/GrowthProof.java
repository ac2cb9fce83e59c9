package dev.rollcall.transparencylog.checkpoint;

import static dev.rollcall.transparencylog.LogLimits.WITNESS_HASHES_MAX;
import static dev.rollcall.transparencylog.LogRefusal.Reason.MALFORMED_PROOF;
import static dev.rollcall.transparencylog.LogRefusal.Reason.PROOF_LENGTH;
import static dev.rollcall.transparencylog.LogRefusal.require;

import dev.rollcall.transparencylog.LogRefusal;
import dev.rollcall.transparencylog.note.SignedNote;
import dev.rollcall.transparencylog.tree.ConsistencyProof;
import dev.rollcall.transparencylog.tree.Hash;
import java.util.List;

/**
 * A checkpoint with the proof that its tree grew out of an older one: the body of C2SP tlog-witness, add-checkpoint. Also what whoever
 * kept the older one asks for.
 *
 * @param oldSize the older tree's
 * @param checkpoint the newer one's, as signed
 */
public record GrowthProof(long oldSize, List<Hash> hashes, SignedNote checkpoint) {
    private static final String OLD = "old ";
    private static final int BEFORE_MAX = 100 + WITNESS_HASHES_MAX * 45;

    /** @throws LogRefusal PROOF_LENGTH when no witness takes so many hashes */
    public GrowthProof {
        require(hashes.size() <= WITNESS_HASHES_MAX, PROOF_LENGTH, "A witness takes at most 63 hashes.");
        hashes = List.copyOf(hashes);
    }

    public String encode() {
        StringBuilder text = new StringBuilder(OLD).append(oldSize).append('\n');
        Numbers.write(text, hashes);
        return text.append('\n').append(checkpoint.encode()).toString();
    }

    /** @throws LogRefusal unless it is such a text; nothing in it is verified */
    public static GrowthProof parse(String text) {
        Numbers.limit(text, BEFORE_MAX);
        int blank = text.indexOf("\n\n");
        require(blank > 0, MALFORMED_PROOF, "An empty line stands before the checkpoint.");
        List<String> lines = List.of(text.substring(0, blank).split("\n", -1));
        require(lines.getFirst().startsWith(OLD), MALFORMED_PROOF, "The first line does not begin with old.");
        return new GrowthProof(
                Numbers.parse(lines.getFirst().substring(OLD.length()), MALFORMED_PROOF),
                Numbers.hashes(lines.subList(1, lines.size()), WITNESS_HASHES_MAX),
                SignedNote.parse(text.substring(blank + 2)));
    }

    /**
     * Checks that the tree grew; not who signed.
     *
     * @throws LogRefusal of the first thing that does not hold
     */
    public Checkpoint verify(Hash oldRoot) {
        Checkpoint grown = Checkpoint.parse(checkpoint.text());
        new ConsistencyProof(oldSize, grown.size(), hashes).verify(oldRoot, grown.root());
        return grown;
    }
}
