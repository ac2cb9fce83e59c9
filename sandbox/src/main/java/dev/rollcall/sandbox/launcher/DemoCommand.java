package dev.rollcall.sandbox.launcher;

import dev.rollcall.sandbox.demo.Audience;
import dev.rollcall.sandbox.demo.Day;
import dev.rollcall.sandbox.demo.DemoRun;
import dev.rollcall.sandbox.demo.Idp;
import dev.rollcall.sandbox.demo.Lines;
import dev.rollcall.sandbox.demo.Script;
import dev.rollcall.sandbox.suite.SandboxFailure;
import dev.rollcall.sandbox.suite.SandboxFile;
import dev.rollcall.sandbox.suite.Status;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code demo}: two identity providers' working day, against the suite, which it starts when it is not up. */
@Command(name = "demo")
final class DemoCommand implements Callable<Integer> {
    @Option(names = "--json")
    boolean json;

    @Option(names = "--pause")
    boolean pause;

    @Option(names = "--only")
    @Nullable
    String only;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Set<Idp> idps = idps();
        Place place = Place.current();
        if (Status.supervisor(place.home()).isEmpty()) {
            int up = up(place);
            if (up != 0) {
                return up;
            }
        }
        Logger.getLogger("").setLevel(Level.WARNING); // the Kafka client tells its settings otherwise
        Day day = Day.of(Day.runAt(System.currentTimeMillis()), idps);
        try (DemoRun run = new DemoRun(SandboxFile.read(place.home()), day, audience())) {
            return run.play().ok() ? 0 : 1;
        }
    }

    private Set<Idp> idps() {
        String name = only;
        return name == null
                ? Set.of(Idp.values())
                : Set.of(Idp.named(name)
                        .orElseThrow(() -> new SandboxFailure("--only takes okta or entra, not '" + name + "'")));
    }

    /** What is said while it starts is no part of the answer that a program reads. */
    private int up(Place place) throws IOException, InterruptedException {
        PrintStream answer = System.out;
        if (json) {
            System.setOut(System.err);
        }
        try {
            return new Detached(place).up(false);
        } finally {
            System.setOut(answer);
        }
    }

    private Audience audience() {
        Runnable wait = pause ? enter() : () -> {};
        boolean colours = "1".equals(System.getenv("ROLLCALL_TERMINAL")) && System.getenv("NO_COLOR") == null;
        return json ? new Lines(System.out, wait) : new Script(System.out, colours, wait);
    }

    /** Waits for Enter; goes on by itself where nobody can press it. */
    private static Runnable enter() {
        BufferedReader keyboard = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        return () -> {
            try {
                System.err.print("    [Enter]");
                if (keyboard.readLine() == null) {
                    System.err.println();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }
}
