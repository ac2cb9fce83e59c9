package dev.rollcall.sandbox.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestNeedsTest {
    @TempDir
    Path folder;

    @Test
    void aBrowserOnThePathIsFound() throws Exception {
        Path chromium = program("chromium");

        assertThat(TestNeeds.chromium(Map.of("PATH", "/nowhere:" + folder))).contains(chromium);
    }

    @Test
    void theOneThatIsNamedWins() throws Exception {
        program("chromium");
        Path other = program("my-browser");

        assertThat(TestNeeds.chromium(Map.of("PATH", folder.toString(), "ROLLCALL_CHROMIUM", other.toString())))
                .contains(other);
    }

    @Test
    void anotherIsNotTakenInThePlaceOfTheOneThatIsNamed() throws Exception {
        program("chromium");

        assertThat(TestNeeds.chromium(Map.of("PATH", folder.toString(), "ROLLCALL_CHROMIUM", "/nowhere/chromium")))
                .isEmpty();
    }

    private Path program(String name) throws Exception {
        Path program = Files.createFile(folder.resolve(name));
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return program;
    }
}
