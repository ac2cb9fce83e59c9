package dev.rollcall.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DriverTest {

    @Test
    void everyJobOfEveryConnectionIsCounted() throws Exception {
        // given
        AtomicLong done = new AtomicLong();

        // when
        Round round = new Driver(4).run(workload(worker -> done.incrementAndGet()), Duration.ofMillis(50));

        // then
        assertThat(round.jobs()).isEqualTo(done.get()).isPositive();
        assertThat(round.seconds()).isGreaterThanOrEqualTo(0.05);
        assertThat(round.rate()).isEqualTo(round.jobs() / round.seconds());
    }

    @Test
    void oneWrongAnswerEndsTheRoundOnAllConnections() {
        // given
        Workload failing = workload(worker -> {
            if (worker == 2) {
                throw new IllegalStateException("wrong answer");
            }
        });

        // when, then: long before the hour is over
        assertThatThrownBy(() -> new Driver(4).run(failing, Duration.ofHours(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("wrong answer");
    }

    @Test
    void aWorkerThatIsInTheMiddleOfSomethingGoesOnToItsEnd() throws Exception {
        // given: seven jobs belong together
        AtomicLong done = new AtomicLong();
        Workload whole = new Workload() {
            @Override
            public void once(int worker) {
                done.incrementAndGet();
            }

            @Override
            public boolean mayPause(int worker) {
                return done.get() == 7;
            }

            @Override
            public void close() {}
        };

        // when
        Round round = new Driver(1).run(whole, Duration.ZERO);

        // then
        assertThat(round.jobs()).isEqualTo(7);
    }

    private interface Job {
        void run(int worker);
    }

    private static Workload workload(Job job) {
        return new Workload() {
            @Override
            public void once(int worker) {
                job.run(worker);
            }

            @Override
            public void close() {}
        };
    }
}
