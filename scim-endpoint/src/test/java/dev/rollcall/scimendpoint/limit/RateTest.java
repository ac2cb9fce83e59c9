package dev.rollcall.scimendpoint.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R-SCIM-11. */
class RateTest {

    @ParameterizedTest
    @CsvSource({"25,1,25", "25,2,13", "1,5,1", "100000,3,33334"})
    void replicasShareARateAndNobodyIsLeftWithout(int rate, int replicas, int share) {
        assertThat(Rate.share(rate, replicas)).isEqualTo(share);
    }

    @Test
    void theBurstIsOneSecondsWorth() {
        Rate rate = Rate.of(3, 1);
        assertThat(rate.bucket().tryConsume(3)).isTrue();
        assertThat(rate.bucket().tryConsume(3)).isFalse();
        assertThat(rate.policy()).isEqualTo("\"scim\";q=3;w=1");
    }
}
