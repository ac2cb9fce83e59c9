package dev.rollcall.transparencylog.checkpoint;

import static dev.rollcall.transparencylog.LogLimits.NAME_MAX;
import static dev.rollcall.transparencylog.LogLimits.NOTE_BYTES_MAX;
import static dev.rollcall.transparencylog.LogRefusal.Reason.MALFORMED_CHECKPOINT;
import static dev.rollcall.transparencylog.LogRefusal.Reason.OUT_OF_RANGE;
import static dev.rollcall.transparencylog.LogRefusal.require;

import dev.rollcall.transparencylog.LogRefusal;
import dev.rollcall.transparencylog.tree.Hash;
import java.util.List;

/**
 * A log's tree at one size: C2SP tlog-checkpoint.
 *
 * @param origin names the log
 * @param extensions further lines, which nobody audits: empty in ours
 */
public record Checkpoint(String origin, long size, Hash root, List<String> extensions) {
    /** @throws LogRefusal when it cannot be written as a checkpoint */
    public Checkpoint {
        require(size >= 0, OUT_OF_RANGE, "A tree's size is not negative.");
        require(
                line(origin) && origin.length() <= NAME_MAX,
                MALFORMED_CHECKPOINT,
                "An origin is a line of 1 to 255 characters.");
        require(
                extensions.stream().allMatch(Checkpoint::line),
                MALFORMED_CHECKPOINT,
                "An extension is a line that is not empty.");
        extensions = List.copyOf(extensions);
    }

    public Checkpoint(String origin, long size, Hash root) {
        this(origin, size, root, List.of());
    }

    /** @throws LogRefusal MALFORMED_CHECKPOINT, MALFORMED_HASH or OUT_OF_RANGE unless the text of a note is one */
    public static Checkpoint parse(String text) {
        require(text.length() <= NOTE_BYTES_MAX, MALFORMED_CHECKPOINT, "No checkpoint is so long.");
        require(text.endsWith("\n"), MALFORMED_CHECKPOINT, "A checkpoint ends with a newline.");
        List<String> lines = List.of(text.substring(0, text.length() - 1).split("\n", -1));
        require(lines.size() >= 3, MALFORMED_CHECKPOINT, "A checkpoint has an origin, a size and a root hash.");
        return new Checkpoint(
                lines.getFirst(),
                Numbers.parse(lines.get(1), MALFORMED_CHECKPOINT),
                Hash.ofBase64(lines.get(2)),
                lines.subList(3, lines.size()));
    }

    /** The text of the note. */
    public String text() {
        StringBuilder text = new StringBuilder()
                .append(origin)
                .append('\n')
                .append(size)
                .append('\n')
                .append(root.base64())
                .append('\n');
        extensions.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    private static boolean line(String text) {
        return !text.isEmpty() && text.chars().noneMatch(one -> one < ' ');
    }
}
