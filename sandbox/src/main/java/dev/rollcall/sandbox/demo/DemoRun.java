package dev.rollcall.sandbox.demo;

import dev.rollcall.sandbox.demo.DayResult.Range;
import dev.rollcall.sandbox.seed.AdminApi;
import dev.rollcall.sandbox.suite.SandboxFailure;
import dev.rollcall.sandbox.suite.SandboxFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Plays a day against a running suite, and looks after each step at what it led to. A step that fails does not end the day. */
public final class DemoRun implements AutoCloseable {
    /** Sealing takes a part of a second; on a machine that does other things too it may take long, and is no fault. */
    private static final Duration TRACES_MAX = Duration.ofSeconds(20);
    /** Once traces did not come in time, the day goes on without much hope. */
    private static final Duration TRACES_MAX_AFTER_A_MISS = Duration.ofSeconds(2);
    /** After a write that must change nothing: events mostly come sooner, so that one shows at its step and not at the end. */
    private static final Duration QUIET = Duration.ofMillis(300);
    /** After the last step: what nobody expects gets so long to show up. */
    private static final Duration SETTLING = Duration.ofSeconds(1);

    private final SandboxFile suite;
    private final Day day;
    private final Audience audience;
    private final Kept kept;
    private final IdpClient client = new IdpClient();
    private final TopicReader reader;
    private final List<StepResult> results = new ArrayList<>();
    private Duration patience = TRACES_MAX;

    /** From this moment on every event is seen. */
    public DemoRun(SandboxFile suite, Day day, Audience audience) {
        this.suite = suite;
        this.day = day;
        this.audience = audience;
        this.kept = new Kept(day.given());
        this.reader = new TopicReader(suite.kafka().bootstrapServers());
    }

    /** Plays all steps. */
    public DayResult play() {
        for (Step step : day.steps()) {
            int number = results.size() + 1;
            audience.before(number, step);
            StepResult result = play(number, step);
            results.add(result);
            audience.after(result);
        }
        DayResult result = endOfDay(results);
        audience.end(result);
        return result;
    }

    private StepResult play(int number, Step step) {
        Call call = step.call().filled(kept::fill);
        Set<String> missing = kept.missing(step.call());
        if (!missing.isEmpty()) {
            Fault fault = new Fault("call", "what earlier answers should have given: " + missing, "");
            return new StepResult(number, step, call, step.expected(), null, List.of(), List.of(), List.of(fault));
        }
        try {
            Answer answer = client.send(step.idp(), call, connection(step.idp()));
            kept.keep(step, answer.body());
            return judge(number, step, call, answer);
        } catch (SandboxFailure e) {
            Fault fault = new Fault("answer", "one", String.valueOf(e.getMessage()));
            return new StepResult(number, step, call, step.expected(), null, List.of(), List.of(), List.of(fault));
        }
    }

    private StepResult judge(int number, Step step, Call call, Answer answer) {
        Expected expected = step.expected().filled(kept::fill);
        List<Fault> faults = new ArrayList<>(StepRules.answer(expected, answer));
        String requestId = answer.requestId();
        List<SeenEvent> events = List.of();
        List<SeenEntry> entries = List.of();
        if (requestId != null) {
            Sightings seen = reader.sightings();
            boolean complete = reader.readUntil(() -> complete(expected, requestId), patience);
            patience = complete ? patience : TRACES_MAX_AFTER_A_MISS;
            if (expected.events().isEmpty() && !call.method().equals("GET")) {
                reader.readUntil(() -> !seen.eventsOf(requestId).isEmpty(), QUIET);
                reader.readUntil(() -> complete(expected, requestId), patience);
            }
            events = seen.eventsOf(requestId);
            entries = seen.entriesOf(events);
            faults.addAll(StepRules.traces(
                    expected, events, entries, connection(step.idp()).organizationId()));
        }
        return new StepResult(number, step, call, expected, answer, events, entries, List.copyOf(faults));
    }

    private boolean complete(Expected expected, String requestId) {
        List<SeenEvent> events = reader.sightings().eventsOf(requestId);
        return StepRules.complete(expected, events, reader.sightings().entriesOf(events));
    }

    private DayResult endOfDay(List<StepResult> steps) {
        reader.readUntil(() -> false, SETTLING);
        Sightings seen = reader.sightings();
        List<Fault> faults = new ArrayList<>();
        faults.addAll(DayRules.late(steps, seen, organizationIds()));
        faults.addAll(DayRules.streams(seen.events()));
        faults.addAll(DayRules.sealed(seen.entries()));
        faults.addAll(DayRules.order(seen.events(), seen.entries()));
        List<SeenEvent> events = ofTheDay(steps);
        Map<String, List<SeenEntry>> byScope = new TreeMap<>();
        for (SeenEntry entry : seen.entriesOf(events)) {
            byScope.computeIfAbsent(entry.scope(), scope -> new ArrayList<>()).add(entry);
        }
        faults.addAll(listed(byScope));
        return new DayResult(
                day.run(),
                List.copyOf(steps),
                events.size(),
                byScope.values().stream().mapToInt(List::size).sum(),
                DayRules.repeats(seen),
                ranges(byScope),
                List.copyOf(faults));
    }

    private List<SeenEvent> ofTheDay(List<StepResult> steps) {
        List<SeenEvent> events = new ArrayList<>();
        Set<String> requests = new HashSet<>();
        for (StepResult step : steps) {
            Answer answer = step.answer();
            String request = answer == null ? null : answer.requestId();
            if (request != null && requests.add(request)) {
                events.addAll(reader.sightings().eventsOf(request));
            }
        }
        return events;
    }

    private List<Fault> listed(Map<String, List<SeenEntry>> byScope) {
        AuditListing listing = new AuditListing(
                new AdminApi(suite.adminToken()), suite.services().getOrDefault("audit", ""));
        List<Fault> faults = new ArrayList<>();
        byScope.forEach((scope, entries) -> {
            long first = entries.stream().mapToLong(SeenEntry::auditIndex).min().orElseThrow();
            long last = entries.stream().mapToLong(SeenEntry::auditIndex).max().orElseThrow();
            try {
                faults.addAll(DayRules.listed(listing.between(scope, first, last), entries));
            } catch (SandboxFailure e) {
                faults.add(new Fault("audit API on " + organization(scope), "a list", String.valueOf(e.getMessage())));
            }
        });
        return faults;
    }

    private List<Range> ranges(Map<String, List<SeenEntry>> byScope) {
        List<Range> ranges = new ArrayList<>();
        byScope.forEach((scope, entries) -> ranges.add(DayRules.range(organization(scope), entries)));
        return ranges;
    }

    private String organization(String scope) {
        return suite.connections().values().stream()
                .filter(connection -> connection.organizationId().equals(scope))
                .map(SandboxFile.Connection::organization)
                .findFirst()
                .orElse(scope);
    }

    private Map<Idp, String> organizationIds() {
        Map<Idp, String> ids = new EnumMap<>(Idp.class);
        for (Idp idp : Idp.values()) {
            ids.put(idp, connection(idp).organizationId());
        }
        return ids;
    }

    private SandboxFile.Connection connection(Idp idp) {
        SandboxFile.Connection connection = suite.connections().get(idp.connection());
        if (connection == null) {
            throw new SandboxFailure("the suite has no connection '" + idp.connection() + "'");
        }
        return connection;
    }

    @Override
    public void close() {
        reader.close();
        client.close();
    }
}
