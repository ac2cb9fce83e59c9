package dev.rollcall.sandbox.demo;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The day as a person reads it at a terminal; plain ASCII but for what the answers hold. */
public final class Script implements Audience {
    private static final int SHOWN_MAX = 150; // characters of a body, a path or a value: a step should stay a few lines
    private static final double NANOS_PER_MILLI = 1e6;
    private static final String DIM = "\u001b[2m";
    private static final String BOLD = "\u001b[1m";
    private static final String CYAN = "\u001b[36m";
    private static final String RED = "\u001b[31m";
    private static final String YELLOW = "\u001b[33m";
    private static final String GREEN = "\u001b[32m";
    private static final String PLAIN = "\u001b[0m";

    private final PrintStream out;
    private final boolean colours;
    private final Runnable pause;
    private String lastIdp = "";

    /**
     * @param colours whether a terminal shows them
     * @param pause called before each step; returns when it may be played
     */
    public Script(PrintStream out, boolean colours, Runnable pause) {
        this.out = out;
        this.colours = colours;
        this.pause = pause;
    }

    @Override
    public void before(int number, Step step) {
        if (!lastIdp.equals(step.idp().label())) {
            lastIdp = step.idp().label();
            String connection = step.idp().connection();
            out.println();
            out.println(paint(BOLD, lastIdp + " on connection " + connection + ", organization " + connection));
        }
        out.println();
        out.println(paint(BOLD, String.format(Locale.ROOT, "%2d  %s", number, step.wants())));
        out.flush();
        pause.run();
    }

    @Override
    public void after(StepResult result) {
        result(result);
        result.faults()
                .forEach(fault -> out.println(paint(RED, "    FAILED " + safe(fault.toString(), Integer.MAX_VALUE))));
        out.flush();
    }

    private void result(StepResult result) {
        out.println("    -> " + paint(CYAN, result.call().method()) + " "
                + safe(result.call().path(), SHOWN_MAX));
        String body = result.call().body();
        if (body != null) {
            out.println("       " + paint(DIM, safe(Compact.body(body), SHOWN_MAX)));
        }
        Answer answer = result.answer();
        if (answer == null) {
            return;
        }
        // A refusal that must be one is no failure; red is for what is wrong.
        String colour = !result.ok() ? RED : answer.status() < 400 ? GREEN : YELLOW;
        String status = paint(colour, String.valueOf(answer.status()));
        String fields =
                Telling.of(answer.body()).entrySet().stream().map(Script::field).collect(Collectors.joining(", "));
        out.println(("    <- " + status + " in " + millis(answer.nanos()) + "  " + paint(DIM, fields)).stripTrailing());
        if (result.events().isEmpty()) {
            out.println(paint(DIM, "       no event"));
        }
        result.events().forEach(event -> event(result, answer, event));
    }

    private void event(StepResult result, Answer answer, SeenEvent event) {
        String entries = result.entries().stream()
                .filter(entry -> entry.eventId().equals(event.id()))
                .map(entry -> entry(result, answer, entry))
                .collect(Collectors.joining("; "));
        out.println(String.format(
                Locale.ROOT,
                "    ** %s  %s",
                paint(GREEN, String.format("%-20s", safe(event.type(), SHOWN_MAX))),
                entries));
    }

    private static String entry(StepResult result, Answer answer, SeenEntry entry) {
        String organization = entry.scope().equals("platform")
                ? entry.scope()
                : result.step().idp().connection();
        return String.format(
                Locale.ROOT,
                "audit entry #%d  %s  %s no. %d, %s after the call",
                entry.auditIndex(),
                entry.action(),
                organization,
                entry.orgSeq(),
                millis(entry.seenNanos() - answer.sentNanos()));
    }

    @Override
    public void end(DayResult day) {
        out.println();
        day.faults()
                .forEach(fault -> out.println(
                        paint(RED, "FAILED at the end of the day: " + safe(fault.toString(), Integer.MAX_VALUE))));
        String ranges = day.ranges().stream()
                .map(range -> range.organization() + " no. " + range.first() + " to " + range.last())
                .collect(Collectors.joining(", "));
        if (day.ok()) {
            out.println(day.steps().size() + " calls, each with the answer and the events it must have");
            out.println(day.events() + " events, each once, numbers without a gap");
            out.println(day.entries() + " audit entries, one for each event, in the events' order: " + ranges);
        } else {
            out.println(day.steps().size() + " calls, " + day.failedSteps() + " failed");
            out.println(day.events() + " events, " + day.entries() + " audit entries: " + ranges);
        }
        if (day.repeats() > 0) {
            out.println(day.repeats() + " records came again, as the topics may; readers drop them by id");
        }
        out.println(day.ok() ? paint(GREEN, "The day went as it must.") : paint(RED, "The day did not go as it must."));
        out.flush();
    }

    private static String field(Map.Entry<String, String> field) {
        return field.getKey() + " " + safe(unquoted(field.getValue()), SHOWN_MAX);
    }

    private static String unquoted(String json) {
        boolean text = json.length() >= 2 && json.startsWith("\"") && json.endsWith("\"");
        return text ? json.substring(1, json.length() - 1) : json;
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.0f ms", nanos / NANOS_PER_MILLI);
    }

    /** One line, short, and without what could steer the terminal. */
    private static String safe(String text, int max) {
        String line = text.replaceAll("\\p{Cc}", "?");
        return line.length() <= max ? line : line.substring(0, max - 3) + "...";
    }

    private String paint(String colour, String text) {
        return colours && !text.isEmpty() ? colour + text + PLAIN : text;
    }
}
