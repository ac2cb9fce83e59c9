package dev.rollcall.sso.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.sun.management.ThreadMXBean;
import dev.rollcall.sso.secret.Fresh;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** R-NEG-91: a password costs the same whether somebody has one, it is right or wrong: in memory, which no load on the machine changes. */
class PasswordChecksTest {
    private static final ThreadMXBean WORK = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final String HASH = PasswordHash.of("right", Fresh.bytes(PasswordHash.SALT_BYTES));

    private final PasswordChecks checks = new PasswordChecks();

    private long cost(Optional<String> hash, String password, boolean matches) {
        long before = WORK.getCurrentThreadAllocatedBytes();
        assertThat(checks.matches(hash, password)).isEqualTo(matches);
        return WORK.getCurrentThreadAllocatedBytes() - before;
    }

    @Test
    void nobodysPasswordTakesAsMuchWorkAsSomebodys() {
        cost(Optional.of(HASH), "right", true); // loads classes

        long right = cost(Optional.of(HASH), "right", true);
        long wrong = cost(Optional.of(HASH), "wrong", false);
        long nobodys = cost(Optional.empty(), "right", false);

        assertThat(right).as("the memory of one hash").isGreaterThan(16 << 20);
        assertThat(wrong).isCloseTo(right, withinPercentage(5));
        assertThat(nobodys).isCloseTo(right, withinPercentage(5));
    }
}
