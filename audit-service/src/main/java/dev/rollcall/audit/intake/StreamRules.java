package dev.rollcall.audit.intake;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What becomes of one event of a stream. */
final class StreamRules {
    private StreamRules() {}

    enum Verdict {
        /** The next one: it is stored and will be sealed. */
        TAKE,
        /** Known by number and id: delivered again, which is harmless. */
        REPEATED,
        /** Ahead of a gap, or behind a fork: it waits. */
        HOLD,
        /** Its number names another event already: the source's history was rewritten. Nobody may guess which is true. */
        FORK
    }

    /**
     * @param known the event that this number named before, taken or held; null when none did
     */
    static Verdict judge(StreamState stream, long seq, UUID eventId, @Nullable UUID known) {
        if (known != null) {
            return known.equals(eventId) ? Verdict.REPEATED : Verdict.FORK;
        }
        if (stream.forked() || seq > stream.seen() + 1) {
            return Verdict.HOLD;
        }
        if (seq <= stream.seen()) {
            throw new IllegalStateException("Number " + seq + " of " + stream.source() + " was taken and is not known");
        }
        return Verdict.TAKE;
    }
}
