package dev.rollcall.sandbox.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessFileTest {
    @TempDir
    Path folder;

    @Test
    void aProcessIsFoundByItsFileAndEnded() throws Exception {
        // given
        ProcessFile file = new ProcessFile(folder.resolve("sleep.pid"));
        Process process = new ProcessBuilder("sleep", "600").start();
        file.write(process.toHandle());
        assertThat(file.find()).contains(process.toHandle());

        // when
        file.end(Duration.ofSeconds(5));

        // then
        assertThat(process.waitFor()).isNotZero();
        assertThat(file.find()).isEmpty();
        assertThat(file.file()).doesNotExist();
    }

    @Test
    void anotherProcessThatGotTheSameNumberSinceIsNotOurs() throws Exception {
        // given
        ProcessFile file = new ProcessFile(folder.resolve("reused.pid"));
        Files.writeString(file.file(), ProcessHandle.current().pid() + "\n1000000000000\n");

        // when
        file.end(Duration.ofSeconds(5));

        // then: this test still runs
        assertThat(file.file()).doesNotExist();
    }

    @Test
    void aHalfWrittenFileNamesNobody() throws Exception {
        ProcessFile file = new ProcessFile(folder.resolve("half.pid"));
        Files.writeString(file.file(), "12");

        assertThat(file.find()).isEmpty();
    }
}
