package dev.rollcall.scim.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.ScimJson;
import java.util.List;
import org.junit.jupiter.api.Test;

/** E1, O1, R-SCIM-43, R-SCIM-44. */
class ListResponseTest {

    @Test
    void anEmptyListStillHasResources() {
        assertThat(ListResponse.render(0, 1, List.of()))
                .isEqualTo("{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:ListResponse\"],"
                        + "\"totalResults\":0,\"startIndex\":1,\"itemsPerPage\":0,\"Resources\":[]}");
    }

    @Test
    void numbersAreIntegersAndItemsPerPageIsWhatIsThere() {
        ObjectNode list = ScimJson.read(ListResponse.render(250_000, 201, List.of("{\"id\":\"u1\"}")));

        assertThat(list.path("totalResults").isIntegralNumber()).isTrue();
        assertThat(list.path("itemsPerPage").intValue()).isEqualTo(1);
        assertThat(list.path("startIndex").intValue()).isEqualTo(201);
        assertThat(list.path("Resources").toString()).isEqualTo("[{\"id\":\"u1\"}]");
    }

    /** RFC 9865 §2. */
    @Test
    void aPageByCursorTellsTheNextOneInsteadOfItsPlace() {
        ObjectNode list = ScimJson.read(ListResponse.render(3, List.of("{}", "{}"), "a\"b"));
        ObjectNode last = ScimJson.read(ListResponse.render(3, List.of("{}"), null));

        assertThat(list.path("nextCursor").textValue()).isEqualTo("a\"b");
        assertThat(list.path("Resources")).hasSize(2);
        assertThat(list.has("startIndex")).isFalse();
        assertThat(last.has("nextCursor")).isFalse();
    }
}
