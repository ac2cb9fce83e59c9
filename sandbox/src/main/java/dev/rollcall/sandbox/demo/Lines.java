package dev.rollcall.sandbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.contract.event.EventType;
import java.io.PrintStream;
import java.util.List;

/** The day for programs: one JSON object a line for each step, and a last one with {@code summary}. */
public final class Lines implements Audience {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long NANOS_PER_MICRO = 1_000;
    private static final double MICROS_PER_MILLI = 1_000;

    private final PrintStream out;
    private final Runnable pause;

    public Lines(PrintStream out, Runnable pause) {
        this.out = out;
        this.pause = pause;
    }

    @Override
    public void before(int number, Step step) {
        pause.run();
    }

    @Override
    public void after(StepResult result) {
        print(step(result));
    }

    @Override
    public void end(DayResult day) {
        ObjectNode line = JSON.createObjectNode();
        ObjectNode summary = line.putObject("summary");
        summary.put("run", day.run())
                .put("ok", day.ok())
                .put("calls", day.steps().size())
                .put("failed", day.failedSteps())
                .put("events", day.events())
                .put("entries", day.entries())
                .put("repeats", day.repeats());
        ArrayNode ranges = summary.putArray("ranges");
        for (DayResult.Range range : day.ranges()) {
            ranges.addObject()
                    .put("organization", range.organization())
                    .put("first", range.first())
                    .put("last", range.last())
                    .put("ofTheDay", range.ofTheDay());
        }
        faults(summary, day.faults());
        print(line);
    }

    private static ObjectNode step(StepResult result) {
        ObjectNode line = JSON.createObjectNode();
        line.put("step", result.number())
                .put("idp", result.step().idp().shortName())
                .put("connection", result.step().idp().connection())
                .put("name", result.step().name())
                .put("ok", result.ok())
                .put("wants", result.step().wants());
        ObjectNode call = line.putObject("call")
                .put("method", result.call().method())
                .put("path", result.call().path());
        String body = result.call().body();
        if (body != null) {
            call.set("body", Compact.json(body));
        }
        Answer answer = result.answer();
        if (answer != null) {
            answer(line.putObject("answer"), answer);
            events(line.putArray("events"), result.events(), answer);
            entries(line.putArray("entries"), result.entries(), answer);
        }
        expected(line.putObject("expected"), result.expected());
        faults(line, result.faults());
        return line;
    }

    private static void answer(ObjectNode node, Answer answer) {
        node.put("status", answer.status()).put("requestId", answer.requestId()).put("millis", millis(answer.nanos()));
        if (!answer.body().isMissingNode()) {
            node.set("body", answer.body());
        }
    }

    private static void events(ArrayNode list, List<SeenEvent> events, Answer answer) {
        for (SeenEvent event : events) {
            list.addObject()
                    .put("id", event.id())
                    .put("type", event.type())
                    .put("topic", event.topic())
                    .put("partition", event.partition())
                    .put("offset", event.offset())
                    .put("source", event.source())
                    .put("sequence", event.sequence())
                    .put("afterMillis", millis(event.seenNanos() - answer.sentNanos()));
        }
    }

    private static void entries(ArrayNode list, List<SeenEntry> entries, Answer answer) {
        for (SeenEntry entry : entries) {
            list.addObject()
                    .put("auditIndex", entry.auditIndex())
                    .put("orgSeq", entry.orgSeq())
                    .put("scope", entry.scope())
                    .put("eventId", entry.eventId())
                    .put("type", entry.type())
                    .put("action", entry.action())
                    .put("afterMillis", millis(entry.seenNanos() - answer.sentNanos()));
        }
    }

    private static void expected(ObjectNode node, Expected expected) {
        node.put("status", expected.status());
        ArrayNode events = node.putArray("events");
        expected.events().stream().map(EventType::simpleName).forEach(events::add);
    }

    private static void faults(ObjectNode node, List<Fault> faults) {
        ArrayNode list = node.putArray("faults");
        for (Fault fault : faults) {
            list.addObject()
                    .put("what", fault.what())
                    .put("expected", fault.expected())
                    .put("seen", fault.seen());
        }
    }

    private static double millis(long nanos) {
        return nanos / NANOS_PER_MICRO / MICROS_PER_MILLI;
    }

    private void print(JsonNode line) {
        out.println(line);
        out.flush();
    }
}
