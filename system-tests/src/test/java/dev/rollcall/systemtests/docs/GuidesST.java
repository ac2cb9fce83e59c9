package dev.rollcall.systemtests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.systemtests.suite.People;
import dev.rollcall.systemtests.suite.RunningSuite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Whoever follows a guide block by block gets to its end: E24, R-TOK-1, R-TOK-3, R-TOK-4, R-TOK-9, R-SDIS-1. */
class GuidesST {
    private static final int LIMIT_SECONDS =
            120; // some thirty calls of curl, on a machine that is busy with everything else

    static final java.util.List<String> ALL = Guides.ALL;

    private final RunningSuite suite = RunningSuite.get();

    @ParameterizedTest
    @FieldSource("ALL")
    void theBlocksRunOneAfterTheOther(String guide) throws Exception {
        Path script = Files.createTempFile("guide-" + guide, ".sh");
        Path output = Files.createTempFile("guide-" + guide, ".out");
        Files.writeString(script, "set -euo pipefail\n" + String.join("\n", Guides.blocks(guide)));
        ProcessBuilder builder = new ProcessBuilder("bash", script.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment()
                .putAll(Map.of(
                        "MEMBERSHIP",
                        suite.api("membership").base(),
                        "SCIM",
                        suite.description().services().get("scim"),
                        "ADMIN",
                        suite.description().adminToken(),
                        "NAME",
                        People.unique("guide"),
                        "TENANT",
                        UUID.randomUUID().toString()));

        Process process = builder.start();

        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS))
                .as("%s ends", guide)
                .isTrue();
        String told = Files.readString(output);
        assertThat(process.exitValue()).as(told).isZero();
        assertThat(told)
                .contains(
                        "\"scimLocked\":null",
                        "\"totalResults\":0",
                        "\"state\":",
                        "\"requests\":",
                        "\"scimPaused\":true")
                .endsWith("}");
        Files.delete(script);
        Files.delete(output);
    }
}
