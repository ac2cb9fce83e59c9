package dev.rollcall.scim.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.scim.Mode;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.scim.ScimRefusal;
import dev.rollcall.scim.bulk.BulkOperation.Method;
import dev.rollcall.scim.schema.ResourceTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7644 §3.7. */
class BulkRequestTest {

    @Test
    void aRequestIsReadWhateverTheLettersOfItsNames() {
        BulkRequest request = parse("""
                {"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"FailOnErrors":2,"operations":[
                  {"Method":"post","path":"/Users","bulkId":"q","data":{"userName":"a"}},
                  {"method":"PATCH","path":"/Groups/bulkId:g","version":"W/\\"3\\"","data":{"Operations":[]}},
                  {"method":"DELETE","path":"/Users/1"}]}""");
        assertThat(request.failOnErrors()).isEqualTo(2);
        assertThat(request.operations()).extracting(BulkOperation::fault).containsOnlyNulls();
        assertThat(request.operations())
                .extracting(BulkOperation::method)
                .containsExactly(Method.POST, Method.PATCH, Method.DELETE);
        assertThat(request.operations())
                .extracting(BulkOperation::type)
                .containsExactly(ResourceTypes.USER, ResourceTypes.GROUP, ResourceTypes.USER);
        assertThat(request.operations()).extracting(BulkOperation::id).containsExactly(null, "bulkId:g", "1");
        assertThat(request.operations().get(1).version()).isEqualTo("W/\"3\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"Operations\":[]}",
                "{\"Operations\":{}}",
                "{\"Operations\":[{}],\"failOnErrors\":-1}",
                "{\"Operations\":[{}],\"failOnErrors\":\"1\"}",
                "{\"Operations\":[{}],\"failOnErrors\":99999999999}"
            })
    void whatIsNoBulkRequestIsRefusedAsAWhole(String body) {
        assertThatThrownBy(() -> parse(body)).isInstanceOf(ScimRefusal.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "{}",
                "{\"method\":\"BREW\",\"path\":\"/Users\",\"data\":{}}",
                "{\"method\":\"POST\",\"data\":{}}",
                "{\"method\":\"POST\",\"path\":\"/Robots\",\"data\":{}}",
                "{\"method\":\"POST\",\"path\":\"/Users/1\",\"data\":{}}",
                "{\"method\":\"POST\",\"path\":\"/Users\"}",
                "{\"method\":\"POST\",\"path\":\"/Users\",\"data\":[]}",
                "{\"method\":\"PUT\",\"path\":\"/Users\",\"data\":{}}",
                "{\"method\":\"DELETE\",\"path\":\"/Users/\"}",
                "{\"method\":\"GET\",\"path\":\"/Users/1\"}"
            })
    void whatIsWrongWithOneOperationIsItsOwnFault(String operation) {
        BulkRequest request =
                parse("{\"Operations\":[" + operation + ",{\"method\":\"DELETE\",\"path\":\"/Users/1\"}]}");
        assertThat(request.operations().getFirst().fault()).isNotNull();
        assertThat(request.operations().getLast().fault()).isNull();
    }

    @Test
    void aBulkIdIsGivenOnce() {
        String post = "{\"method\":\"POST\",\"path\":\"/Users\",\"bulkId\":\"q\",\"data\":{}}";
        BulkRequest request = parse("{\"Operations\":[" + post + "," + post + "]}");
        assertThat(request.operations().getFirst().fault()).isNull();
        assertThat(request.operations().getLast().fault()).isNotNull();
    }

    @Test
    void withoutToleranceSchemaAndBulkIdAreNeeded() {
        String post = "{\"method\":\"POST\",\"path\":\"/Users\",\"data\":{}}";
        assertThatThrownBy(
                        () -> BulkRequest.parse(ScimJson.read("{\"Operations\":[" + post + "]}"), Mode.INTEROP_STRICT))
                .isInstanceOf(ScimRefusal.class);
        BulkRequest request = BulkRequest.parse(
                ScimJson.read("{\"schemas\":[\"" + BulkRequest.SCHEMA + "\"],\"Operations\":[" + post + "]}"),
                Mode.INTEROP_STRICT);
        assertThat(request.operations().getFirst().fault()).isNotNull();
    }

    private static BulkRequest parse(String body) {
        return BulkRequest.parse(ScimJson.read(body), Mode.COMPAT);
    }
}
