package dev.rollcall.sandbox.launcher;

import dev.rollcall.sandbox.client.Checkout;
import dev.rollcall.sandbox.suite.SandboxFailure;
import dev.rollcall.sandbox.suite.Status;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/** {@code bench}: runs the benchmarks against the suite, which it starts when it is not up. */
@Command(name = "bench")
final class BenchCommand implements Callable<Integer> {
    private static final String MAIN = "dev.rollcall.benchmarks.Bench";

    @Option(names = "--full")
    boolean full;

    /** The benchmarks judge their own options. */
    @Unmatched
    List<String> further = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Place place = Place.current();
        if (Status.supervisor(place.home()).isEmpty()) {
            int up = new Detached(place).up(false);
            if (up != 0) {
                return up;
            }
        }
        List<String> command =
                new ArrayList<>(List.of(Checkout.java(), "-Xmx1g", "-cp", classPath(place.checkout()), MAIN));
        if (full) {
            command.add("--full");
        }
        command.addAll(further);
        Process bench = new ProcessBuilder(command)
                .directory(place.checkout().root().toFile())
                .inheritIO()
                .start();
        return bench.waitFor();
    }

    private static String classPath(Checkout checkout) throws IOException {
        Path target = checkout.root().resolve("benchmarks/target");
        if (Files.isDirectory(target)) {
            try (Stream<Path> files = Files.list(target)) {
                return files.filter(file -> file.getFileName().toString().matches("benchmarks-[0-9].*\\.jar"))
                                .findFirst()
                                .orElseThrow(BenchCommand::notBuilt)
                        + File.pathSeparator
                        + target.resolve("lib/*");
            }
        }
        throw notBuilt();
    }

    private static SandboxFailure notBuilt() {
        return new SandboxFailure("benchmarks are not built: run ./rollcall build");
    }
}
