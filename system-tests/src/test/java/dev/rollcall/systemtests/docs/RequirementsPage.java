package dev.rollcall.systemtests.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code java system-tests/src/test/java/dev/rollcall/systemtests/docs/RequirementsPage.java}, at the root of the tree: writes the last
 * column of docs/requirements.md again, and a row for each new number, whose sentence a person adds. Needs no build, so it imports
 * {@code java.*} only.
 */
final class RequirementsPage {
    static final String FILE = "docs/requirements.md";
    private static final Pattern NUMBER = Pattern.compile("\\b(?:R-[A-Z]+-\\d+|[EOI]\\d{1,2})\\b");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\S+) \\| (.*?) \\| (.*?) \\|$");
    private static final Pattern TEST = Pattern.compile(".*(Test|IT|ST|DT)");

    private RequirementsPage() {}

    public static void main(String[] args) throws IOException {
        Path root = Path.of("").toAbsolutePath();
        Files.writeString(root.resolve(FILE), current(root));
    }

    /** The page as it should be. */
    static String current(Path root) throws IOException {
        String page = Files.readString(root.resolve(FILE));
        Map<String, String> sentences = sentences(page);
        String head = page.substring(0, page.indexOf("\n| "));
        return used(root).entrySet().stream()
                .map(number -> "| %s | %s | %s |\n"
                        .formatted(
                                number.getKey(),
                                sentences.getOrDefault(number.getKey(), ""),
                                String.join(", ", number.getValue())))
                .collect(Collectors.joining(
                        "", head + "\n| number | what it asks for | tests |\n| --- | --- | --- |\n", ""));
    }

    /** Sentence by number. */
    static Map<String, String> sentences(String page) {
        Map<String, String> sentences = new TreeMap<>();
        Matcher row = ROW.matcher(page);
        while (row.find()) {
            if (NUMBER.matcher(row.group(1)).matches()) {
                sentences.put(row.group(1), row.group(2).strip());
            }
        }
        return sentences;
    }

    /** Which tests and folders of scenarios name each number. */
    static Map<String, Set<String>> used(Path root) throws IOException {
        Map<String, Set<String>> used = new TreeMap<>(RequirementsPage::inOrder);
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path file : tree.filter(file -> isTest(root.relativize(file).toString()))
                    .toList()) {
                Matcher number = NUMBER.matcher(Files.readString(file));
                while (number.find()) {
                    used.computeIfAbsent(number.group(), any -> new TreeSet<>()).add(shown(file));
                }
            }
        }
        return used;
    }

    private static boolean isTest(String file) {
        // Benchmarks have scenarios whose names look the same.
        return file.contains("src/test/")
                && !file.startsWith("benchmarks/")
                && !file.contains("target/")
                && (file.endsWith(".java")
                                && TEST.matcher(file.replace(".java", "")).matches()
                        || file.contains("/scenarios/") && file.endsWith(".json"));
    }

    private static String shown(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".java")
                ? name.replace(".java", "")
                : "scenarios/" + file.getParent().getFileName();
    }

    /** {@code R-SCIM-9} before {@code R-SCIM-10}. */
    private static int inOrder(String one, String other) {
        int families = family(one).compareTo(family(other));
        return families != 0 ? families : Integer.compare(index(one), index(other));
    }

    private static String family(String number) {
        return number.replaceFirst("\\d+$", "");
    }

    private static int index(String number) {
        return Integer.parseInt(number.replaceFirst(".*?(\\d+)$", "$1"));
    }
}
