package dev.rollcall.scimendpoint.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.contract.provisioning.ScimClient;
import dev.rollcall.scim.ScimRefusal;
import dev.rollcall.scim.ScimType;
import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R-SCIM-43, R-SCIM-47, R-SCIM-48. */
class ListParametersTest {

    @Test
    void nothingAskedIsTheFirstHundred() {
        ListParameters parameters = ListParameters.of(query());
        assertThat(parameters.startIndex()).isEqualTo(1);
        assertThat(parameters.count()).isEqualTo(100);
        assertThat(parameters.filter()).isNull();
        assertThat(parameters.descending()).isFalse();
        assertThat(parameters.named()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0,1", "-5,1", "1,1", "201,201", "99999999999,2147483647"})
    void startIndexBelowOneIsOne(String sent, int read) {
        assertThat(ListParameters.of(query("startIndex", sent)).startIndex()).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "-1,0", "200,200", "201,200", "99999999999,200"})
    void countIsCappedAtTwoHundred(String sent, int read) {
        assertThat(ListParameters.of(query("count", sent)).count()).isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"startIndex", "count"})
    void whatIsNoNumberIsRefused(String name) {
        assertThat(refused(query(name, "ten"))).isEqualTo(ScimType.invalidValue);
    }

    @Test
    void sortOrderIsOneOfTwoWords() {
        assertThat(ListParameters.of(query("sortOrder", "Descending")).descending())
                .isTrue();
        assertThat(refused(query("sortOrder", "down"))).isEqualTo(ScimType.invalidValue);
    }

    @Test
    void twoFiltersAreRefusedRatherThanOneForgotten() {
        MultiMap query = query("filter", "a eq 1").add("filter", "b eq 2");
        assertThat(refused(query)).isEqualTo(ScimType.invalidFilter);
    }

    @Test
    void aSearchBodyReadsAsTheQueryWould() throws Exception {
        // given
        ObjectNode body = (ObjectNode) new ObjectMapper().readTree("""
                        {"Filter":"active eq true","startIndex":3,"count":"7","attributes":["userName","emails.value"],
                         "sortBy":"userName","sortOrder":"descending","excludedAttributes":null}""");
        // when
        ListParameters parameters = ListParameters.of(body);
        // then
        assertThat(parameters)
                .isEqualTo(new ListParameters("active eq true", "userName", true, 3, 7, "userName,emails.value", null));
        assertThat(parameters.query(ScimClient.Mode.COMPAT, true).startIndex()).isEqualTo(3);
    }

    private static ScimType refused(MultiMap query) {
        return catchThrowableOfType(ScimRefusal.class, () -> ListParameters.of(query))
                .type();
    }

    private static MultiMap query(String... pairs) {
        MultiMap query = MultiMap.caseInsensitiveMultiMap();
        for (int i = 0; i < pairs.length; i += 2) {
            query.add(pairs[i], pairs[i + 1]);
        }
        return query;
    }
}
