package dev.rollcall.sandbox.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code java TestRun.java ROOT [--full] [Maven's arguments]}: runs every test and ends with the counts of the reports, so that the
 * last line says what ran and not only that something did.
 */
public final class TestRun {
    private static final Pattern SUITE = Pattern.compile("<testsuite\\s[^>]*>");
    private static final Pattern COUNT = Pattern.compile("\\b(tests|errors|skipped|failures)=\"(\\d+)\"");
    private static final int HEAD_CHARACTERS = 4096; // the counts stand in the first element

    /** How many tests of each outcome. */
    record Counts(int passed, int failed, int skipped) {
        Counts plus(Counts other) {
            return new Counts(passed + other.passed, failed + other.failed, skipped + other.skipped);
        }

        int all() {
            return passed + failed + skipped;
        }

        @Override
        public String toString() {
            return passed + " passed, " + failed + " failed, " + skipped + " skipped";
        }
    }

    private TestRun() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path root = Path.of(args[0]);
        List<String> further = List.of(args).subList(1, args.length);
        boolean full = further.contains("--full");
        System.out.println("Running " + (full ? "all tests, the long ones too" : "the default tests")
                + ": rules, each service on real PostgreSQL and Kafka, the whole system, the documentation.");
        System.out.println(
                "Nothing needs to be installed but a JDK and a Chromium; the first run downloads libraries, and Keycloak (177 MB).");
        Instant begin = Instant.now();
        int maven = maven(root, full, further);
        Counts counts = count(root, begin);
        System.out.println(counts);
        System.out.flush();
        System.exit(exit(maven, counts));
    }

    private static int maven(Path root, boolean full, List<String> further) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(root.resolve("mvnw").toString(), "--no-transfer-progress", "--batch-mode", "--fail-at-end"));
        command.add("verify");
        if (full) {
            command.add("-Drollcall.full=true");
        }
        further.stream().filter(argument -> !"--full".equals(argument)).forEach(command::add);
        return new ProcessBuilder(command)
                .directory(root.toFile())
                .inheritIO()
                .start()
                .waitFor();
    }

    /** Maven's own; a run in which nothing was tested, or that Maven passed over a failure in, has failed too. */
    static int exit(int maven, Counts counts) {
        return maven != 0 ? maven : counts.failed() > 0 || counts.all() == 0 ? 1 : 0;
    }

    /** Adds up the reports written since then; older ones are of tests that may be gone. */
    static Counts count(Path root, Instant since) throws IOException {
        Counts sum = new Counts(0, 0, 0);
        try (Stream<Path> tree = Files.find(root, 6, (path, attributes) -> isReport(path))) {
            for (Path report : tree.toList()) {
                if (Files.getLastModifiedTime(report).compareTo(FileTime.from(since)) >= 0) {
                    sum = sum.plus(read(Files.readString(report)));
                }
            }
        }
        return sum;
    }

    private static boolean isReport(Path path) {
        String folder = path.getParent() == null ? "" : path.getParent().getFileName() + "";
        String file = path.getFileName() + "";
        return (folder.equals("surefire-reports") || folder.equals("failsafe-reports"))
                && file.startsWith("TEST-")
                && file.endsWith(".xml");
    }

    static Counts read(String report) {
        Matcher suite = SUITE.matcher(report.substring(0, Math.min(report.length(), HEAD_CHARACTERS)));
        if (!suite.find()) {
            return new Counts(0, 0, 0);
        }
        int tests = 0;
        int failed = 0;
        int skipped = 0;
        Matcher count = COUNT.matcher(suite.group());
        while (count.find()) {
            int number = Integer.parseInt(count.group(2));
            switch (count.group(1)) {
                case "tests" -> tests = number;
                case "skipped" -> skipped = number;
                default -> failed += number; // an error is a failure that nobody asserted
            }
        }
        return new Counts(tests - failed - skipped, failed, skipped);
    }
}
