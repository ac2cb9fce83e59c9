package dev.rollcall.scim.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.scim.Mode;
import dev.rollcall.scim.ScimJson;
import java.util.List;
import org.junit.jupiter.api.Test;

/** RFC 7644 §3.7.2. */
class BulkReferencesTest {
    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    private final List<BulkOperation> operations = BulkRequest.parse(
                    ScimJson.read("""
            {"Operations":[
              {"method":"POST","path":"/Groups","bulkId":"g","data":{"displayName":"bulkId","members":[{"value":"bulkId:u"},{"value":"x"}]}},
              {"method":"POST","path":"/Users","bulkId":"u","data":{"userName":"a","%1$s":{"department":"D","manager":{"value":"bulkId:m"}}}},
              {"method":"POST","path":"/Users","bulkId":"m","data":{"userName":"b"}},
              {"method":"PATCH","path":"/Users/bulkId:u","data":{"Operations":[{"op":"add","path":"title","value":"bulkId:gone"}]}}]}""".formatted(ENTERPRISE)), Mode.COMPAT)
            .operations();

    private final BulkReferences references = new BulkReferences(operations);

    @Test
    void anOperationKnowsForWhomItWaits() {
        assertThat(references.open(operations.get(0))).containsExactly("u");
        assertThat(references.open(operations.get(1))).containsExactly("m");
        assertThat(references.open(operations.get(2))).isEmpty();
        assertThat(references.open(operations.get(3))).containsExactly("u");
        assertThat(references.lost(operations.get(3))).containsExactly("gone");
        references.failed("u");
        assertThat(references.open(operations.get(0))).isEmpty();
        assertThat(references.lost(operations.get(0))).containsExactly("u");
    }

    @Test
    void whatWasMadeTakesThePlaceOfTheReference() {
        references.made("u", "42");
        assertThat(references.open(operations.get(0))).isEmpty();
        references.resolve(operations.get(0).data());
        assertThat(operations.get(0).data().at("/members/0/value").asText()).isEqualTo("42");
        assertThat(operations.get(0).data().at("/members/1/value").asText()).isEqualTo("x");
        assertThat(operations.get(0).data().path("displayName").asText()).isEqualTo("bulkId");
        assertThat(references.id(operations.get(3))).isEqualTo("42");
    }

    @Test
    void aCircleIsBrokenByLeavingTheAttributeForLater() {
        var data = operations.get(1).data();
        var later = references.postpone(data);
        assertThat(later).containsOnlyKeys(ENTERPRISE + ":manager");
        assertThat(data.path(ENTERPRISE).has("manager")).isFalse();
        assertThat(data.path(ENTERPRISE).path("department").asText()).isEqualTo("D");
        assertThat(data.path("userName").asText()).isEqualTo("a");
    }
}
