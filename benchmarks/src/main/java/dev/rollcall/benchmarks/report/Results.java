package dev.rollcall.benchmarks.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where findings go. */
public final class Results {
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    private Results() {}

    /** For the terminal. */
    public static String text(Findings findings) {
        return "\n" + TextTable.plain(Tables.targets(findings))
                + (findings.comparisons().isEmpty()
                        ? ""
                        : "\n" + TextTable.plain(Tables.rates(findings)) + "\n" + TextTable.plain(Tables.cpu(findings)))
                + plain(Tables.growths(findings))
                + plain(Tables.syncs(findings))
                + plain(Tables.sizes(findings));
    }

    /** Nothing for a table that has a head only. */
    private static String plain(List<List<String>> rows) {
        return rows.size() == 1 ? "" : "\n" + TextTable.plain(rows);
    }

    /**
     * Writes the JSON file, and for a whole run the page with its pictures too.
     *
     * @param whole false for a part of the measurements or another number of users: such figures stay out of the tree
     */
    public static void write(Path root, Findings findings, boolean whole) throws IOException {
        Path folder = root.resolve(whole ? "benchmarks/results" : "benchmarks/target/results");
        Files.createDirectories(folder);
        Path file = folder.resolve(findings.at().toString().substring(0, 10) + ".json");
        Files.writeString(file, JSON.writeValueAsString(findings) + "\n");
        System.out.println("\nAll figures: " + root.relativize(file));
        Path docs = whole ? root.resolve("docs") : folder;
        Files.writeString(docs.resolve("performance.md"), PerformancePage.of(findings));
        Files.writeString(
                docs.resolve("performance-ratios.svg"), Plots.ratios(findings).svg());
        Files.writeString(
                docs.resolve("performance-rates.svg"), Plots.rates(findings).svg());
        Files.writeString(
                docs.resolve("performance-growth.svg"), Plots.growths(findings).svg());
        Files.writeString(
                docs.resolve("performance-delays.svg"), Plots.delays(findings).svg());
        System.out.println("Page with plots: " + root.relativize(docs.resolve("performance.md")));
    }
}
