package dev.rollcall.systemtests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.scim.Quirk;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The page of quirks is the registry, and the registry is what code asks. */
class DialectsDT {
    private final String page = Sources.text(Sources.ROOT.resolve(DialectsPage.FILE));

    @Test
    void thePageListsEveryQuirkWithItsScenarios() throws IOException {
        assertThat(page)
                .as(
                        "written again by: java -cp libs/scim-protocol/target/classes system-tests/src/test/java/dev/rollcall/systemtests/docs/DialectsPage.java")
                .isEqualTo(DialectsPage.current(Sources.ROOT));
        assertThat(page.lines().filter(line -> line.startsWith("| `")))
                .hasSameSizeAs(Quirk.values())
                .allMatch(line -> line.contains("](../libs/scim-protocol/"));
    }

    /** A row that nothing asks for would promise what is not so. */
    @Test
    void codeAsksForEveryQuirk() {
        String code = Sources.code();
        assertThat(Arrays.stream(Quirk.values())).allMatch(quirk -> code.contains(".tolerates(Quirk." + quirk + ")"));
    }
}
