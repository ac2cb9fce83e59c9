package dev.rollcall.membership.provenance;

import dev.rollcall.membership.provenance.Written.Sent;
import dev.rollcall.membership.provenance.Written.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who wrote an attribute last, what stood there before, and whether two sources keep undoing each other (R-ORG-7, R-ORG-8). */
final class ProvenanceRules {
    /** So many changes in turn are flapping; a change and its correction are not. */
    static final int TURNS = 3;

    static final Duration WITHIN = Duration.ofDays(7);
    private static final int VALUE_MAX = 255; // a name; the whole value stands where it is in force

    private ProvenanceRules() {}

    /** Two sources that keep undoing each other on one attribute. */
    record Flap(
            String attribute,
            @Nullable String scimValue,
            @Nullable String jitValue) {}

    /** An attribute gets another value. */
    static Written change(Written known, Writer by, String actor, Instant at, Writing writing) {
        String value = cut(writing.after());
        Turn turn = new Turn(by, at, value);
        List<Turn> turns = new ArrayList<>(TURNS);
        boolean inTurn = takesTurns(by)
                && !known.turns().isEmpty()
                && known.turns().getLast().by() != by;
        if (inTurn) {
            turns.addAll(known.turns());
        }
        if (takesTurns(by)) {
            turns.add(turn);
        }
        List<Turn> last = List.copyOf(turns.subList(Math.max(0, turns.size() - TURNS), turns.size()));
        return new Written(by, at, actor, value, cut(writing.before()), last, sent(known, by, value, at));
    }

    /** A source sends a value that is not taken over. */
    static Written offer(Written known, Writer by, @Nullable String value, Instant at) {
        return new Written(
                known.writer(),
                known.at(),
                known.by(),
                known.value(),
                known.previous(),
                known.turns(),
                sent(known, by, cut(value), at));
    }

    /** Three changes in turn within seven days, the last of them just now. */
    static Optional<Flap> flapping(String attribute, Written written) {
        List<Turn> turns = written.turns();
        if (turns.size() < TURNS
                || turns.getFirst().at().plus(WITHIN).isBefore(turns.getLast().at())) {
            return Optional.empty();
        }
        Turn last = turns.getLast();
        Turn other = turns.get(turns.size() - 2);
        return Optional.of(
                last.by() == Writer.SCIM
                        ? new Flap(attribute, last.value(), other.value())
                        : new Flap(attribute, other.value(), last.value()));
    }

    private static boolean takesTurns(Writer source) {
        return source == Writer.SCIM || source == Writer.JIT;
    }

    private static Map<Writer, Sent> sent(Written known, Writer by, @Nullable String value, Instant at) {
        Map<Writer, Sent> sent = new EnumMap<>(Writer.class);
        sent.putAll(known.sent());
        sent.put(by, new Sent(value, at));
        return sent;
    }

    private static @Nullable String cut(@Nullable String value) {
        return value == null || value.length() <= VALUE_MAX ? value : value.substring(0, VALUE_MAX);
    }
}
