package dev.rollcall.scimendpoint.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.Leeway;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.ScimRefusal;
import dev.rollcall.scim.ScimType;
import dev.rollcall.scim.schema.ResourceTypes;
import io.vertx.core.MultiMap;
import java.util.List;
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
                .isEqualTo(new ListParameters(
                        "active eq true", "userName", true, 3, null, 7, "userName,emails.value", null));
    }

    /** The look-up that comes before a create is known for what it is, and nothing else is. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "userName eq \"Ada@acme.example\",Ada@acme.example",
                "USERNAME EQ \"a\",a",
                "userName eq a,a",
                "(userName eq \"a\"),a",
                "userName eq \"\",",
                "userName ne \"a\",",
                "userName eq \"a\" and active eq true,",
                "externalId eq \"a\",",
                "userName eq,",
                "name.givenName eq \"a\","
            })
    void aSoleUserNameIsFound(String filter, String userName) {
        assertThat(soleUserName(query("filter", filter))).isEqualTo(userName);
    }

    @ParameterizedTest
    @CsvSource({"startIndex,2", "count,0", "sortBy,userName", "cursor,''"})
    void aUserNameWithMoreIsAList(String parameter, String value) {
        MultiMap query = query("filter", "userName eq \"a\"").add(parameter, value);
        assertThat(soleUserName(query)).isNull();
    }

    @Test
    void aPageIsAskedForByIndexOrByCursor() {
        assertThat(ListParameters.of(query("cursor", "")).cursor()).isEmpty();
        assertThat(ListParameters.of(query("count", "5")).cursor()).isNull();
        assertThat(refused(query("cursor", "x").add("startIndex", "1"))).isEqualTo(ScimType.invalidValue);
    }

    private static String soleUserName(MultiMap query) {
        ListParameters parameters = ListParameters.of(query);
        return parameters.soleUserName(parameters.parsed(ResourceTypes.USER, List.of(), new Leeway(Mode.COMPAT)));
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
