package dev.rollcall.sandbox.build;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code java Build.java ROOT LOG}: builds everything that runs, one line for each module, the whole of Maven's output in the log.
 * Arguments after the second go to Maven.
 */
public final class Build {
    private static final Pattern MODULE = Pattern.compile("\\[INFO\\] Building (\\S+) \\S+ +\\[(\\d+)/(\\d+)\\]");
    private static final int LOG_LINES_SHOWN = 30; // Maven names the cause in its last twenty

    private final Path root;
    private final Path log;
    private final boolean terminal = "1".equals(System.getenv("ROLLCALL_TERMINAL"));
    private final long begin = System.nanoTime();
    private String module = "";
    private long moduleBegin = begin;

    private Build(Path root, Path log) {
        this.root = root;
        this.log = log;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        List<String> further = List.of(args).subList(2, args.length);
        System.exit(new Build(Path.of(args[0]), Path.of(args[1])).run(further));
    }

    private int run(List<String> further) throws IOException, InterruptedException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        System.out.println("Building Rollcall; the first time this downloads libraries. Everything Maven says: " + log);
        Path stamp = root.resolve("sandbox/target/built");
        Path sourcesSeen =
                Files.createTempFile("rollcall", ".built"); // its time: what changes while we build counts as newer
        Process maven = new ProcessBuilder(command(further))
                .directory(root.toFile())
                .redirectErrorStream(true)
                .start();
        maven.getOutputStream().close();
        Thread ticker = Thread.ofPlatform().daemon().start(this::tick);
        try (BufferedReader output = maven.inputReader();
                BufferedWriter copy = Files.newBufferedWriter(log)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                copy.write(line);
                copy.newLine();
                show(line);
            }
        }
        int exit = maven.waitFor();
        ticker.interrupt();
        finishModule();
        if (exit == 0) {
            Files.createDirectories(stamp.getParent());
            Files.move(sourcesSeen, stamp, StandardCopyOption.REPLACE_EXISTING);
            System.out.printf(Locale.ROOT, "Built in %.0f s.%n", seconds(begin));
        } else {
            Files.deleteIfExists(sourcesSeen);
            showFailure();
        }
        return exit;
    }

    private List<String> command(List<String> further) {
        List<String> command = new ArrayList<>(List.of(
                root.resolve("mvnw").toString(),
                "--no-transfer-progress",
                "--batch-mode",
                "package",
                // Compiled they are, since one module's tests lend another its fixtures; './rollcall test' runs them.
                "-DskipTests",
                "-Dspotless.check.skip=true"));
        command.addAll(further);
        return command;
    }

    private synchronized void show(String line) {
        Matcher found = MODULE.matcher(line);
        if (found.find()) {
            finishModule();
            module = String.format(Locale.ROOT, "%2s/%s  %s", found.group(2), found.group(3), found.group(1));
            moduleBegin = System.nanoTime();
        }
    }

    private synchronized void finishModule() {
        if (!module.isEmpty()) {
            System.out.printf(Locale.ROOT, "%s  %-28s %4.0f s%n", start(), module, seconds(moduleBegin));
            module = "";
        }
    }

    /** On a terminal the module at work is shown with its running time. */
    private void tick() {
        try {
            while (terminal) {
                Thread.sleep(1000);
                synchronized (this) {
                    if (!module.isEmpty()) {
                        System.out.printf(Locale.ROOT, "%s  %-28s %4.0f s", start(), module, seconds(moduleBegin));
                        System.out.flush();
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String start() {
        return terminal ? "\r" : "";
    }

    private void showFailure() throws IOException {
        List<String> lines = Files.readAllLines(log);
        List<String> errors =
                lines.stream().filter(line -> line.startsWith("[ERROR]")).toList();
        List<String> shown = errors.isEmpty() ? lines : errors;
        shown.stream()
                .skip(errors.isEmpty() ? Math.max(0, lines.size() - LOG_LINES_SHOWN) : 0)
                .limit(LOG_LINES_SHOWN)
                .forEach(System.err::println);
        System.err.println("rollcall: the build failed; the whole of it is in " + log);
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
