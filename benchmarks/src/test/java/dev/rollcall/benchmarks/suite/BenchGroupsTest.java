package dev.rollcall.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BenchGroupsTest {

    @Test
    void outsidersAreAllUsersThatAreNoMembersEachOnce() {
        // given: a group that goes around the end
        int count = 10;
        BenchGroups.Group group = new BenchGroups.Group("g", 8, 4);

        // when, then: 8, 9, 0 and 1 are in it
        assertThat(IntStream.range(0, count - group.size()).map(at -> group.outsider(at, count)))
                .containsExactly(2, 3, 4, 5, 6, 7);
    }
}
