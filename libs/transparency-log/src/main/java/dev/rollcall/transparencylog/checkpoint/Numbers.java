package dev.rollcall.transparencylog.checkpoint;

import static dev.rollcall.transparencylog.LogRefusal.require;

import dev.rollcall.transparencylog.LogLimits;
import dev.rollcall.transparencylog.LogRefusal;
import dev.rollcall.transparencylog.LogRefusal.Reason;
import dev.rollcall.transparencylog.tree.Hash;
import java.util.List;

/** Numbers and hashes as the C2SP texts write them. */
final class Numbers {
    private static final int DIGITS_MAX = 19; // of 2^63 - 1

    private Numbers() {}

    /** ASCII digits without leading zeros. */
    static long parse(String text, Reason reason) {
        require(
                text.length() <= DIGITS_MAX && text.matches("0|[1-9][0-9]*"),
                reason,
                "A number is written in decimal digits without leading zeros.");
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new LogRefusal(Reason.OUT_OF_RANGE, "No log has so many entries.");
        }
    }

    static List<Hash> hashes(List<String> lines, int max) {
        require(lines.size() <= max, Reason.PROOF_LENGTH, "A proof has at most " + max + " hashes.");
        return lines.stream().map(Hash::ofBase64).toList();
    }

    static void write(StringBuilder text, List<Hash> hashes) {
        hashes.forEach(hash -> text.append(hash.base64()).append('\n'));
    }

    /** Room for the lines before the checkpoint and the checkpoint. */
    static void limit(String text, int before) {
        require(
                text.length() <= LogLimits.NOTE_BYTES_MAX + before,
                Reason.TOO_LARGE,
                "At most " + (LogLimits.NOTE_BYTES_MAX + before) + " bytes are read.");
    }
}
