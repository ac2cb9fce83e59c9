package dev.rollcall.audit.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.audit.intake.Reading.Fact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every event ever released is taken, with its personal values apart. */
class GoldenCorpusTest {
    private static final Path GOLDEN = Path.of("..", "libs", "contract", "src", "test", "resources", "golden");

    @Test
    void theCorpusIsWhereWeLook() throws IOException {
        assertThat(corpus()).hasSizeGreaterThan(20);
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void eachGoldenEventReadsAsAFact(Path file) throws IOException {
        // when
        Reading reading = FactRules.read(Files.readAllBytes(file));

        // then
        assertThat(reading).isInstanceOfSatisfying(Fact.class, fact -> {
            assertThat(fact.action()).matches("[a-z_-]+(\\.[a-z_-]+)+");
            assertThat(fact.scopes()).hasSizeGreaterThanOrEqualTo(1);
            assertThat(fact.event()).doesNotContain("\"pii\"").doesNotContain("@");
        });
    }

    private static List<Path> corpus() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files.sorted().toList();
        }
    }
}
