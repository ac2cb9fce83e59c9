package dev.rollcall.benchmarks;

import dev.rollcall.benchmarks.http.WrongAnswer;
import dev.rollcall.benchmarks.report.Findings;
import dev.rollcall.benchmarks.report.Results;
import dev.rollcall.benchmarks.suite.RunningSuite;
import dev.rollcall.sandbox.suite.SandboxFailure;
import java.util.Arrays;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Entry of the benchmarks; {@code ./rollcall bench} starts it. */
public final class Bench {
    private static final int USAGE = 2;
    private static final int FAILED = 1;
    /** Held here, because a logger that nobody holds forgets its level. */
    private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        if (Arrays.asList(arguments).contains("--help")) {
            System.out.print(BenchOptions.HELP);
            return;
        }
        KAFKA.setLevel(Level.WARNING); // its clients print their whole configuration otherwise
        try {
            BenchOptions options = BenchOptions.parse(arguments);
            RunningSuite suite = RunningSuite.find();
            Findings findings = new BenchRun(suite, options).measure();
            System.out.print(Results.text(findings));
            Results.write(suite.root(), findings, options.whole());
        } catch (IllegalArgumentException e) {
            end("bench: " + e.getMessage(), USAGE);
        } catch (WrongAnswer | SandboxFailure e) {
            end("bench: " + e.getMessage(), FAILED);
        }
    }

    private static void end(String message, int exitCode) {
        System.err.println(message);
        System.exit(exitCode);
    }
}
