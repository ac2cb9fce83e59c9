package dev.rollcall.systemtests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A number in a test's comment means something to a reader of this tree. */
class RequirementsDT {
    private final String page = Sources.text(Sources.ROOT.resolve(RequirementsPage.FILE));

    @Test
    void everyNumberThatATestNamesIsExplained() throws IOException {
        Map<String, String> sentences = RequirementsPage.sentences(page);

        assertThat(RequirementsPage.used(Sources.ROOT).keySet())
                .isNotEmpty()
                .allSatisfy(number -> assertThat(sentences.getOrDefault(number, ""))
                        .as("a sentence for %s in %s", number, RequirementsPage.FILE)
                        .hasSizeGreaterThan(20)
                        .endsWith("."));
    }

    @Test
    void thePageNamesTheTestsThatThereAre() throws IOException {
        assertThat(page)
                .as(
                        "written again by: java system-tests/src/test/java/dev/rollcall/systemtests/docs/RequirementsPage.java")
                .isEqualTo(RequirementsPage.current(Sources.ROOT));
    }
}
