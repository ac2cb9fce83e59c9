package dev.rollcall.sandbox.suite;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The lines a person sees while the suite starts and runs. */
public final class Progress {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final PrintStream out;
    private final Instant begin = Instant.now();

    public Progress(PrintStream out) {
        this.out = out;
    }

    /** One part is ready; says how long after the begin. */
    public synchronized void ready(String part) {
        out.printf(Locale.ROOT, "  %-28s ready after %5.1f s%n", part, seconds());
        out.flush();
    }

    /** Something happened later, while the suite runs. */
    public synchronized void note(String line) {
        out.println(CLOCK.format(Instant.now().atZone(ZoneId.systemDefault())) + "  " + line);
        out.flush();
    }

    public synchronized void print(String text) {
        out.print(text);
        out.flush();
    }

    public double seconds() {
        return Duration.between(begin, Instant.now()).toMillis() / 1000.0;
    }
}
