package dev.rollcall.sso.signin;

import dev.rollcall.contract.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decides which denials are told one by one and which only as a count: whoever floods the door must not flood the log. Not thread-safe. */
final class DenialFold {
    /** More of one kind within {@link #WINDOW} are counted: enough to see a pattern, few enough to read. */
    static final int SINGLE_MAX = 20;

    static final Duration WINDOW = Duration.ofMinutes(1);

    /**
     * What is folded together. The number of kinds is the number of reasons times methods times channels, for each connection that is known.
     *
     * @param reason a constant
     */
    record Kind(String reason, Method method, Attempt.Channel channel, Optional<Place> place) {
        /** Where no connection is concerned. */
        static Kind of(Refusal refusal, Method method, Attempt.Channel channel) {
            return new Kind(refusal.name(), method, channel, Optional.empty());
        }
    }

    /** In whose log it stands. */
    record Place(UUID organizationId, UUID connectionId) {}

    /** So many more of that kind since then. */
    record Folded(Kind kind, Instant since, long count) {}

    private static final class Window {
        final Instant start;
        long seen;

        Window(Instant start) {
            this.start = start;
        }
    }

    private final Map<Kind, Window> windows = new HashMap<>();
    private final List<Folded> ended = new ArrayList<>();

    /** Whether this denial gets an event of its own; otherwise it is counted, and {@link #drain} tells it. */
    boolean single(Kind kind, Instant now) {
        Window window = windows.get(kind);
        if (window == null || !now.isBefore(window.start.plus(WINDOW))) {
            end(kind, window);
            window = new Window(now);
            windows.put(kind, window);
        }
        window.seen++;
        return window.seen <= SINGLE_MAX;
    }

    /** The counts of windows that have ended by now; each is given once. */
    List<Folded> drain(Instant now) {
        for (Iterator<Map.Entry<Kind, Window>> each = windows.entrySet().iterator(); each.hasNext(); ) {
            var entry = each.next();
            if (!now.isBefore(entry.getValue().start.plus(WINDOW))) {
                end(entry.getKey(), entry.getValue());
                each.remove();
            }
        }
        List<Folded> drained = List.copyOf(ended);
        ended.clear();
        return drained;
    }

    private void end(Kind kind, @Nullable Window window) {
        if (window != null && window.seen > SINGLE_MAX) {
            ended.add(new Folded(kind, window.start, window.seen - SINGLE_MAX));
        }
    }
}
