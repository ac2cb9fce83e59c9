package dev.rollcall.scimendpoint.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreconditionsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
                    W/"3"          | 3
                    "3"            | 3
                    W/"3", "14"    | 3,14
                    "a", W/"3"     | -1,3
                    3              | -1
                    W/"-1"         | -1
                    W/"99999999999999999999" | -1
                    """)
    void everyTagIsAVersionOrNone(String header, String versions) {
        assertThat(Preconditions.versions(header).stream().map(String::valueOf)).containsExactly(versions.split(","));
    }

    @Test
    void anyVersionWillDo() {
        assertThat(Preconditions.versions("*")).isEmpty();
        assertThat(Preconditions.versions("W/\"3\", *")).isEmpty();
        assertThat(Preconditions.versions(null)).isEmpty();
    }
}
