package dev.rollcall.systemtests.docs;

import dev.rollcall.scim.Mode;
import dev.rollcall.scim.Quirk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code java -cp libs/scim-protocol/target/classes system-tests/src/test/java/dev/rollcall/systemtests/docs/DialectsPage.java}, at the root
 * of the tree: writes the table of docs/dialects.md again from the registry and the scenario files. What stands above the table is
 * written by people.
 */
final class DialectsPage {
    static final String FILE = "docs/dialects.md";
    private static final String SCENARIOS = "libs/scim-protocol/src/test/resources/scenarios";
    private static final String HEAD =
            "| quirk | known from | what is understood | what the standard says | modes | scenarios |\n|---|---|---|---|---|---|\n";
    private static final int SHOWN_MAX = 3; // more would hide the rest of the row

    private DialectsPage() {}

    public static void main(String[] args) throws IOException {
        Path root = Path.of("").toAbsolutePath();
        Files.writeString(root.resolve(FILE), current(root));
    }

    /** The page as it should be. */
    static String current(Path root) throws IOException {
        String page = Files.readString(root.resolve(FILE));
        int table = page.indexOf("| quirk |");
        String people = table < 0 ? page + "\n" : page.substring(0, table);
        try (Stream<Path> files = Files.walk(root.resolve(SCENARIOS))) {
            List<Path> scenarios = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted(Comparator.naturalOrder())
                    .toList();
            return Arrays.stream(Quirk.values())
                    .map(quirk -> row(root, quirk, scenarios))
                    .collect(Collectors.joining("", people + HEAD, ""));
        }
    }

    private static String row(Path root, Quirk quirk, List<Path> scenarios) {
        List<Path> shown =
                scenarios.stream().filter(file -> tolerates(file, quirk)).toList();
        String links = shown.stream()
                .limit(SHOWN_MAX)
                .map(file -> "[%s](../%s)"
                        .formatted(
                                file.getFileName().toString().replace(".json", ""),
                                root.relativize(file).toString()))
                .collect(Collectors.joining(", "));
        String rest = shown.size() > SHOWN_MAX ? " and " + (shown.size() - SHOWN_MAX) + " more" : "";
        return "| `%s` | %s | %s | %s | %s | %s |\n"
                .formatted(
                        quirk,
                        String.join(", ", quirk.cases()),
                        quirk.tolerated(),
                        quirk.standard(),
                        Arrays.stream(Mode.values())
                                .filter(quirk.modes()::contains)
                                .map(mode -> "`" + mode + "`")
                                .collect(Collectors.joining(", ")),
                        links + rest);
    }

    private static boolean tolerates(Path scenario, Quirk quirk) {
        try {
            String text = Files.readString(scenario);
            int at = text.indexOf("\"tolerated\":");
            return at >= 0 && text.indexOf("\"" + quirk + "\"", at) >= 0;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
