package dev.rollcall.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserIdsTest {
    private static final String FIRST = "01a2024a-6943-722f-9ffc-000000000001";
    private static final String THIRD = "01a2024a-6943-722f-9ffc-000000000003";

    @Test
    void anInterruptedLoadLeavesHolesThatTheNextRunSees(@TempDir Path folder) throws Exception {
        // given
        Path file = folder.resolve("users");
        try (UserIds ids = UserIds.open(file, 4)) {
            ids.put(2, THIRD);
            ids.put(0, FIRST);
        }

        // when
        try (UserIds again = UserIds.open(file, 5)) {
            // then
            assertThat(again.count()).isEqualTo(5);
            assertThat(again.require(0)).isEqualTo(FIRST);
            assertThat(again.has(1)).isFalse();
            assertThat(again.require(2)).isEqualTo(THIRD);
            assertThat(again.has(4)).isFalse();
            assertThatIllegalStateException().isThrownBy(() -> again.require(1));
        }
    }

    @Test
    void aLineThatWasCutOffIsNotThere(@TempDir Path folder) throws Exception {
        // given
        Path file = folder.resolve("users");
        Files.writeString(file, FIRST + "\n" + THIRD.substring(0, 20));

        // when
        try (UserIds ids = UserIds.open(file, 2)) {
            // then
            assertThat(ids.has(0)).isTrue();
            assertThat(ids.has(1)).isFalse();
        }
    }
}
