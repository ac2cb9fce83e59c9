package dev.rollcall.sandbox.tail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.sandbox.seed.AdminApi;
import dev.rollcall.sandbox.suite.SandboxFile;
import java.io.PrintStream;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Shows entries until told to stop: by the limit, by the clock, or by the person. */
public final class Tail {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Options options;
    private final EntryFilter filter;
    private final EntryLine line;
    private final PrintStream out;

    /** The last place shown of each organization: the topic may repeat an entry, and overlaps what the API listed. */
    private final Map<String, Long> shownUpTo = new HashMap<>();

    private long shown;

    /**
     * What to show.
     *
     * @param json one JSON object a line instead of text
     * @param fromBeginning whether entries sealed before now come first
     * @param limit ends after this many entries; 0 for no limit
     * @param timeoutSeconds ends after this time; 0 for no limit
     */
    public record Options(
            boolean json,
            boolean fromBeginning,
            boolean colours,
            long limit,
            long timeoutSeconds,
            @Nullable String organization,
            @Nullable String type,
            @Nullable String member) {}

    public Tail(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
        this.filter = new EntryFilter(options.organization(), options.type(), options.member());
        this.line = new EntryLine(ZoneId.systemDefault(), options.colours());
    }

    /** Answers whether everything asked for was shown: false only when time ran out before the limit was reached. */
    public boolean run(SandboxFile suite) {
        long begin = System.nanoTime();
        AdminApi api = new AdminApi(suite.adminToken());
        Names names = new Names(api, suite);
        try (LiveEntries live = new LiveEntries(suite.kafka().bootstrapServers(), names)) {
            if (options.fromBeginning()) {
                OlderEntries older = new OlderEntries(api, suite, names);
                Optional<Entry> next = older.next();
                while (next.isPresent() && !done(begin)) {
                    offer(next.get());
                    next = older.next();
                }
            }
            while (!done(begin)) {
                for (Entry entry : live.next()) {
                    offer(entry);
                }
            }
        }
        return options.limit() == 0 || shown >= options.limit();
    }

    private boolean done(long begin) {
        return limitReached() || timeIsUp(begin) || out.checkError(); // the reader of a pipe may have left
    }

    private boolean timeIsUp(long begin) {
        return options.timeoutSeconds() > 0
                && System.nanoTime() - begin >= TimeUnit.SECONDS.toNanos(options.timeoutSeconds());
    }

    private boolean limitReached() {
        return options.limit() > 0 && shown >= options.limit();
    }

    /** Shows an entry unless it was shown before, is filtered out, or comes after the limit. */
    void offer(Entry entry) {
        String scope = Optional.ofNullable(entry.organizationId()).orElse(entry.organization());
        Long last = shownUpTo.get(scope);
        if (last != null && entry.auditIndex() <= last) {
            return;
        }
        shownUpTo.put(scope, entry.auditIndex());
        if (!limitReached() && filter.matches(entry)) {
            out.println(options.json() ? json(entry) : line.of(entry));
            out.flush();
            shown++;
        }
    }

    private static String json(Entry entry) {
        try {
            return JSON.writeValueAsString(entry);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
