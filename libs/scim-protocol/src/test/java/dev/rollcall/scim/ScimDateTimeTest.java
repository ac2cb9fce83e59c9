package dev.rollcall.scim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7643 §2.3.5, E19, E27. */
class ScimDateTimeTest {

    @Test
    void sevenFractionDigitsAndOffsetsAreRead() {
        assertThat(ScimDateTime.find("2015-10-10T14:38:21.8617979-07:00"))
                .contains(Instant.parse("2015-10-10T21:38:21.861797900Z"));
        assertThat(ScimDateTime.find("0001-01-03T00:00:00.0000000Z")).contains(Instant.parse("0001-01-03T00:00:00Z"));
    }

    @Test
    void withoutAnOffsetItIsUtc() {
        assertThat(ScimDateTime.find("2026-01-31T08:00:00")).contains(Instant.parse("2026-01-31T08:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-01-31",
                "yesterday at noon",
                "2026-02-30T08:00:00Z",
                "+999999999-01-01T00:00:00.000000000+18:00x"
            })
    void whatIsNoDateTimeIsNotFound(String text) {
        assertThat(ScimDateTime.find(text)).isEmpty();
    }
}
