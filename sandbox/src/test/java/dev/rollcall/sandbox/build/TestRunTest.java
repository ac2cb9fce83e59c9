package dev.rollcall.sandbox.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestRunTest {
    @TempDir
    Path root;

    @Test
    void surefiresAndFailsafesReportsAreAddedUp() throws Exception {
        // given
        report("libs/contract/target/surefire-reports/TEST-a.xml", 5, 1, 1, 0);
        report("sandbox/target/failsafe-reports/TEST-b.xml", 3, 0, 0, 2);
        report("sandbox/target/failsafe-reports/failsafe-summary.xml", 100, 0, 0, 0);

        // when
        TestRun.Counts counts = TestRun.count(root, Instant.now().minusSeconds(60));

        // then
        assertThat(counts).hasToString("4 passed, 2 failed, 2 skipped");
    }

    @Test
    void reportsOfAnEarlierRunDoNotCount() throws Exception {
        // given
        Path old = report("sandbox/target/surefire-reports/TEST-a.xml", 5, 0, 0, 0);
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(600)));

        // when
        TestRun.Counts counts = TestRun.count(root, Instant.now().minusSeconds(60));

        // then
        assertThat(counts.all()).isZero();
    }

    @Test
    void theExitCodeIsMavensAndNeverZeroForFailuresOrForNothingAtAll() {
        assertThat(TestRun.exit(0, new TestRun.Counts(3, 0, 1))).isZero();
        assertThat(TestRun.exit(7, new TestRun.Counts(3, 0, 0))).isEqualTo(7);
        assertThat(TestRun.exit(0, new TestRun.Counts(3, 1, 0))).isEqualTo(1);
        assertThat(TestRun.exit(0, new TestRun.Counts(0, 0, 0))).isEqualTo(1);
    }

    private Path report(String name, int tests, int errors, int skipped, int failures) throws Exception {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, """
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuite xmlns:xsi="x" version="3.0.2" name="dev.rollcall.ATest" time="1.5" tests="%d" errors="%d" skipped="%d" failures="%d">
                  <testcase name="x"/>
                </testsuite>
                """.formatted(tests, errors, skipped, failures));
    }
}
