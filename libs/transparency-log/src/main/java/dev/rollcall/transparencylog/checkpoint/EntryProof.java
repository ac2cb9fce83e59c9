package dev.rollcall.transparencylog.checkpoint;

import static dev.rollcall.transparencylog.LogLimits.ENTRY_BYTES_MAX;
import static dev.rollcall.transparencylog.LogLimits.PROOF_HASHES_MAX;
import static dev.rollcall.transparencylog.LogRefusal.Reason.MALFORMED_PROOF;
import static dev.rollcall.transparencylog.LogRefusal.Reason.TOO_LARGE;
import static dev.rollcall.transparencylog.LogRefusal.require;

import dev.rollcall.transparencylog.LogRefusal;
import dev.rollcall.transparencylog.note.SignedNote;
import dev.rollcall.transparencylog.note.VerifierKey;
import dev.rollcall.transparencylog.tree.Hash;
import dev.rollcall.transparencylog.tree.InclusionProof;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;

/**
 * That an entry stands in a log, in one text that is checked without anybody: C2SP tlog-proof.
 *
 * @param extra not proven by itself; ours is the entry, empty when there is none
 * @param index of the entry
 * @param checkpoint verbatim, as signed
 */
public record EntryProof(byte[] extra, long index, List<Hash> hashes, SignedNote checkpoint) {
    private static final String HEADER = "c2sp.org/tlog-proof@v1";
    private static final String EXTRA = "extra ";
    private static final String INDEX = "index ";
    /** Header, an entry in base64, an index and hashes. */
    private static final int BEFORE_MAX = 100 + (ENTRY_BYTES_MAX + 3) / 3 * 4 + PROOF_HASHES_MAX * 45;

    /** @throws LogRefusal TOO_LARGE when the extra data are no entry */
    public EntryProof {
        require(extra.length <= ENTRY_BYTES_MAX, TOO_LARGE, "Extra data have at most 65,535 bytes.");
        extra = extra.clone();
        hashes = List.copyOf(hashes);
    }

    /** A copy. */
    @Override
    public byte[] extra() {
        return extra.clone();
    }

    public String encode() {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        if (extra.length > 0) {
            text.append(EXTRA).append(Base64.getEncoder().encodeToString(extra)).append('\n');
        }
        text.append(INDEX).append(index).append('\n');
        Numbers.write(text, hashes);
        return text.append('\n').append(checkpoint.encode()).toString();
    }

    /** @throws LogRefusal unless it is such a text; nothing in it is verified */
    public static EntryProof parse(String text) {
        Numbers.limit(text, BEFORE_MAX);
        int blank = text.indexOf("\n\n");
        require(blank > 0, MALFORMED_PROOF, "An empty line stands before the checkpoint.");
        List<String> lines = List.of(text.substring(0, blank).split("\n", -1));
        require(lines.getFirst().equals(HEADER), MALFORMED_PROOF, "The first line is not " + HEADER + ".");
        byte[] extra = new byte[0];
        int next = 1;
        if (lines.size() > next && lines.get(next).startsWith(EXTRA)) {
            extra = extra(lines.get(next).substring(EXTRA.length()));
            next++;
        }
        require(
                lines.size() > next && lines.get(next).startsWith(INDEX),
                MALFORMED_PROOF,
                "The line with the index is missing.");
        return new EntryProof(
                extra,
                Numbers.parse(lines.get(next).substring(INDEX.length()), MALFORMED_PROOF),
                Numbers.hashes(lines.subList(next + 1, lines.size()), PROOF_HASHES_MAX),
                SignedNote.parse(text.substring(blank + 2)));
    }

    /**
     * Checks everything: signature, form of the checkpoint, and that this entry stands at the index.
     *
     * @param origin the log's
     * @param log the log's keys
     * @throws LogRefusal of the first thing that does not hold
     */
    public Checkpoint verify(byte[] entry, String origin, Collection<VerifierKey> log) {
        checkpoint.verify(log);
        Checkpoint signed = Checkpoint.parse(checkpoint.text());
        require(
                signed.origin().equals(origin),
                LogRefusal.Reason.MALFORMED_CHECKPOINT,
                "The checkpoint is of another log.");
        new InclusionProof(index, signed.size(), hashes).verify(Hash.ofLeaf(entry), signed.root());
        return signed;
    }

    private static byte[] extra(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new LogRefusal(MALFORMED_PROOF, "The extra data are not base64.");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EntryProof proof && proof.encode().equals(encode());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(extra) + Long.hashCode(index);
    }
}
