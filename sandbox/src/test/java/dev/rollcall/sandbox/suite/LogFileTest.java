package dev.rollcall.sandbox.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
    @TempDir
    Path folder;

    @Test
    void theLastLinesAreGivenOldestFirst() throws Exception {
        Path log = Files.writeString(folder.resolve("a.log"), "one\ntwo\nthree\n");

        assertThat(new LogFile(log).lastLines(2)).containsExactly("two", "three");
        assertThat(new LogFile(folder.resolve("absent.log")).lastLines(2)).isEmpty();
    }

    @Test
    void anEarlierStartsLogIsKeptBesideTheNew() throws Exception {
        Path log = Files.writeString(folder.resolve("a.log"), "before");

        new LogFile(log).rotate();

        assertThat(log).doesNotExist();
        assertThat(folder.resolve("a.log.1")).hasContent("before");
    }
}
