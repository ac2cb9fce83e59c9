package dev.rollcall.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

/** R-SCIM-4, O11, RFC 7644 §3.12. */
class ScimErrorsTest {

    @Test
    void theStatusIsAStringAndTheKeywordIsThereOnlyWhereThereIsOne() {
        assertThat(ScimErrors.body(401, null, "No token.").toString())
                .isEqualTo(
                        "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:Error\"],\"status\":\"401\",\"detail\":\"No token.\"}");
        assertThat(ScimErrors.body(409, ScimType.uniqueness, "Taken.")
                        .path("scimType")
                        .asText())
                .isEqualTo("uniqueness");
    }

    @Test
    void everyKeywordHasTheStatusOfTheStandard() {
        for (ScimType type : ScimType.values()) {
            int expected = type == ScimType.uniqueness ? 409 : type == ScimType.sensitive ? 403 : 400;
            assertThat(type.status()).as(type.name()).isEqualTo(expected);
        }
    }

    @Test
    void whateverTheClientSentTheBodyCanBeWritten() throws Exception {
        ObjectNode body = ScimRefusal.invalidValue("Bad " + ScimRefusal.shown("\ud800\u0000\n" + "x".repeat(10_000)))
                .body();

        String detail = new ObjectMapper()
                .readTree(new ObjectMapper().writeValueAsBytes(body))
                .path("detail")
                .asText();

        assertThat(detail).startsWith("Bad '\ufffd\ufffd\ufffdx").hasSizeLessThan(200);
    }

    @Test
    void aRefusalCarriesNoStackTrace() {
        assertThat(ScimRefusal.noTarget("x").getStackTrace()).isEmpty();
    }
}
