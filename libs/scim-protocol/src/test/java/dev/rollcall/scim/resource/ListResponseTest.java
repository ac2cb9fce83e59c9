package dev.rollcall.scim.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** E1, O1, R-SCIM-43, R-SCIM-44. */
class ListResponseTest {

    @Test
    void anEmptyListStillHasResources() {
        assertThat(ListResponse.render(0, 1, List.of()).toString())
                .isEqualTo("{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:ListResponse\"],"
                        + "\"totalResults\":0,\"startIndex\":1,\"itemsPerPage\":0,\"Resources\":[]}");
    }

    @Test
    void numbersAreIntegersAndItemsPerPageIsWhatIsThere() {
        ObjectNode one = JsonNodeFactory.instance.objectNode().put("id", "u1");

        ObjectNode list = ListResponse.render(250_000, 201, List.of(one));

        assertThat(list.path("totalResults").isIntegralNumber()).isTrue();
        assertThat(list.path("itemsPerPage").intValue()).isEqualTo(1);
        assertThat(list.path("startIndex").intValue()).isEqualTo(201);
        assertThat(list.path("Resources").path(0)).isSameAs(one);
    }
}
