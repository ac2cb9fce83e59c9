package dev.rollcall.sandbox.launcher;

import dev.rollcall.sandbox.suite.SandboxFile;
import dev.rollcall.sandbox.tail.Tail;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tail}: sealed audit entries as they arrive. */
@Command(name = "tail")
final class TailCommand implements Callable<Integer> {
    @Option(names = "--json")
    boolean json;

    @Option(names = "--from-beginning")
    boolean fromBeginning;

    @Option(names = "--organization")
    @Nullable
    String organization;

    @Option(names = "--type")
    @Nullable
    String type;

    @Option(names = "--member")
    @Nullable
    String member;

    @Option(names = "--limit")
    long limit;

    @Option(names = "--timeout")
    long timeoutSeconds;

    @Override
    public Integer call() throws IOException {
        Logger.getLogger("").setLevel(Level.WARNING); // the Kafka client tells its settings otherwise
        SandboxFile suite = SandboxFile.read(Place.current().home());
        boolean colours = "1".equals(System.getenv("ROLLCALL_TERMINAL")) && System.getenv("NO_COLOR") == null;
        Tail tail = new Tail(
                new Tail.Options(json, fromBeginning, colours, limit, timeoutSeconds, organization, type, member),
                System.out);
        return tail.run(suite) ? 0 : 1;
    }
}
