package dev.rollcall.sso.saml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UtcTimeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-23T01:02:03Z",
                "2026-11-23T01:02:03.045Z",
                "2024-02-29T23:59:59.999Z",
                "0000-01-01T00:00:00Z",
                "9999-12-31T23:59:59Z",
                "2026-11-23T01:02:03.5Z",
                "2026-11-23T01:02:03.1234567Z",
                "2026-11-23T24:00:00Z",
                "2016-12-31T23:59:60Z",
                "2026-11-23t01:02:03z",
                "2026-11-23T01:02:03+01:00",
                "+12026-11-23T01:02:03Z"
            })
    void timesAreReadAsTheStandardReaderReadsThem(String text) {
        assertThat(UtcTime.parse(text)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-11-23",
                "2026-11-23T01:02:03",
                "2026-13-23T01:02:03Z",
                "2026-02-30T01:02:03Z",
                "2026-11-23T25:02:03Z",
                "2026-11-23T01:60:03Z",
                "2026-11-23T01:02:61Z",
                "2026-11-2\u0663T01:02:03Z",
                "-026-11-23T01:02:03Z",
                "2026-11-23T01:02:03.-45Z",
                "2026-11-23 01:02:03Z"
            })
    void whatIsNoTimeIsRefused(String text) {
        assertThatThrownBy(() -> UtcTime.parse(text)).isInstanceOf(DateTimeException.class);
    }
}
