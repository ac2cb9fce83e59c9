package dev.rollcall.scimendpoint.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R-SCIM-3, O2. */
class MediaTypesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/scim+json",
                "application/json",
                "Application/JSON",
                "application/scim+json; charset=utf-8",
                "application/json;charset=ISO-8859-1"
            })
    void bothNamesOfScimsJsonAreTaken(String contentType) {
        assertThatCode(() -> MediaTypes.requireJson(contentType)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "text/plain", "application/jsonp", "application/xml", "application/scim+jsonx"})
    void nothingElseIs(String contentType) {
        Refused refused = catchThrowableOfType(Refused.class, () -> MediaTypes.requireJson(contentType));
        assertThat(refused.refusal()).isEqualTo(Refusal.MEDIA_TYPE_UNSUPPORTED);
    }
}
