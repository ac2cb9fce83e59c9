package dev.rollcall.scim.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.scim.ScimRefusal;
import dev.rollcall.scim.ScimType;
import dev.rollcall.scim.filter.FilterParser;
import dev.rollcall.scim.patch.Patch;
import dev.rollcall.scim.patch.PatchOperation;
import dev.rollcall.scim.path.AttributePath;
import dev.rollcall.scim.resource.Immutables;
import dev.rollcall.scim.resource.Projection;
import dev.rollcall.scim.resource.ResourceReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7643 §7: a schema that a connection brings, and what comes of it. */
class ExtensionDocumentTest {
    private static final String URN = "urn:ietf:params:scim:schemas:extension:CustomExtensionName:2.0:User";
    private static final String DOCUMENT = """
            {"name":"Acme","description":"Ours.","attributes":[
              {"name":"tag","type":"string","required":true,"caseExact":true},
              {"name":"badge","type":"string","mutability":"immutable"},
              {"name":"level","type":"integer","returned":"request"},
              {"name":"plain","type":"string","returned":"always"},
              {"name":"pin","type":"string","mutability":"writeOnly","returned":"never"},
              {"name":"value","type":"string"},
              {"name":"labels","type":"string","multiValued":true},
              {"name":"desk","type":"complex","subAttributes":[{"name":"floor","type":"integer","required":true},{"name":"room"}]}]}""";

    private static final ResourceType TYPE = ResourceTypes.USER.with(List.of(read(DOCUMENT)));

    @Test
    void whatIsLeftOutIsSpelledOutAsTheStandardHasIt() {
        ObjectNode attribute =
                (ObjectNode) read("{\"name\":\"A\",\"description\":\"B\",\"attributes\":[{\"name\":\"x\"}]}")
                        .toJson()
                        .at("/attributes/0");
        assertThat(attribute).hasToString("""
                {"name":"x","type":"string","multiValued":false,"description":"","required":false,"caseExact":false,\
                "mutability":"readWrite","returned":"default","uniqueness":"none"}""");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"name":"9"}                                                  | attributes[0].name
                    {"name":"$ref"}                                               | attributes[0].name
                    {"name":7}                                                    | attributes[0].name
                    {"type":"string"}                                             | attributes[0].name
                    "x"                                                           | attributes[0]
                    {"name":"x","type":"text"}                                    | attributes[0].type
                    {"name":"x","typ":"string"}                                   | attributes[0]:
                    {"name":"x","required":"yes"}                                 | attributes[0].required
                    {"name":"x","mutability":"writeOnly"}                         | attributes[0].returned
                    {"name":"x","required":true,"mutability":"readOnly"}          | attributes[0].required
                    {"name":"x","required":true,"returned":"never"}               | attributes[0].required
                    {"name":"x","uniqueness":"server"}                            | attributes[0].uniqueness
                    {"name":"x","type":"integer","canonicalValues":["1"]}         | attributes[0].canonicalValues
                    {"name":"x","canonicalValues":[1]}                            | attributes[0].canonicalValues
                    {"name":"x","type":"complex"}                                 | attributes[0].subAttributes
                    {"name":"x","subAttributes":[{"name":"y"}]}                   | attributes[0].subAttributes
                    {"name":"x","type":"complex","subAttributes":[{"name":"y"},{"name":"Y"}]}               | subAttributes[1].name
                    {"name":"x","type":"complex","subAttributes":[{"name":"y","multiValued":true}]}         | subAttributes[0].multiValued
                    {"name":"x","type":"complex","subAttributes":[{"name":"y","mutability":"immutable"}]}   | subAttributes[0].mutability
                    {"name":"x","type":"complex","subAttributes":[{"name":"y","type":"complex","subAttributes":[{"name":"z"}]}]} | subAttributes[0].type
                    {"name":"x"},{"name":"X"}                                     | attributes[1].name
                    """)
    void whatCouldNotBeObeyedIsRefusedWithItsPlace(String attributes, String place) {
        assertRefused(URN, "{\"name\":\"A\",\"description\":\"B\",\"attributes\":[" + attributes + "]}", place);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acme",
                "urn:x",
                "urn:acme:",
                "urn:acme:a:",
                "urn:acme:a'b",
                "urn:acme:a?b",
                "urn:acme:a b",
                "urn:ietf:params:scim:schemas:core:2.0:User",
                "URN:ietf:params:scim:schemas:extension:ENTERPRISE:2.0:User",
                "URN:acme:a",
                "urn:ietf:params:scim:schemas:extension:docker:2.0:User:dockerRole",
                "urn:ietf:params:scim:schemas:extension:docker:2.0",
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0User",
                "urn:ietf:params:scim:schemas:extension:docker:2.0:User",
                "urn:ietf:params:scim:api:messages:2.0:Error",
                "urn:rollcall:params:x"
            })
    void aUrnIsOfItsFormAndNobodyElses(String urn) {
        assertRefused(urn, DOCUMENT, "id:");
    }

    @Test
    void limitsAreSaid() {
        assertRefused(
                URN,
                "{\"name\":\"A\",\"description\":\"B\",\"attributes\":[]}",
                "attributes: must be a list of 1 to 50");
        String many = "{\"name\":\"x\"},".repeat(51);
        assertRefused(
                URN,
                "{\"name\":\"A\",\"description\":\"B\",\"attributes\":[" + many.substring(0, many.length() - 1) + "]}",
                "50");
        assertRefused("urn:acme:" + "a".repeat(200), DOCUMENT, "200");
        assertRefused(URN, "{\"id\":\"urn:acme:other\",\"attributes\":[{\"name\":\"x\"}]}", "id: must be");
        assertRefused(URN, "{\"description\":\"B\",\"attributes\":[{\"name\":\"x\"}]}", "name:");
    }

    /** E9: a URN holds dots and colons itself. */
    @Test
    void aPathFindsTheAttributeBehindTheUrn() {
        AttributePath path = AttributePath.parse(URN + ":desk.floor", TYPE, Mode.COMPAT);
        assertThat(path).isEqualTo(new AttributePath(URN, "desk", "floor"));
        assertThat(AttributePath.parse(URN + ":TAG", TYPE, Mode.COMPAT).leafIn(TYPE))
                .isNotNull();
        assertThat(AttributePath.parse("tag", TYPE, Mode.COMPAT).schema()).isEqualTo(URN);
        assertThat(AttributePath.parse(URN + ":tag", ResourceTypes.USER, Mode.COMPAT)
                        .leafIn(ResourceTypes.USER))
                .isNull();
    }

    @Test
    void aBodyIsReadByTheSchemaAndRequiredCountsWhereTheExtensionIsThere() {
        ObjectNode read =
                post("\"tag\":\"t\",\"level\":\"7\",\"pin\":\"1234\",\"labels\":\"one\",\"desk\":{\"floor\":2}");
        assertThat(read.path(URN))
                .hasToString("{\"tag\":\"t\",\"level\":7,\"labels\":[\"one\"],\"desk\":{\"floor\":2}}");
        assertThat(read.path("schemas").toString()).contains(URN);
        assertThat(ResourceReader.read(TYPE, ScimJson.read("{\"userName\":\"a\"}"), Mode.COMPAT)
                        .path("schemas"))
                .hasSize(1);
        for (String wrong : List.of(
                "\"badge\":\"b\"",
                "\"tag\":\"t\",\"desk\":{\"room\":\"r\"}",
                "\"tag\":\"t\",\"level\":1.5",
                "\"tag\":\"t\",\"level\":\"12e299\"")) {
            assertThatThrownBy(() -> post(wrong))
                    .isInstanceOfSatisfying(
                            ScimRefusal.class,
                            refusal -> assertThat(refusal.type()).isEqualTo(ScimType.invalidValue));
        }
    }

    @Test
    void whatIsImmutableStaysOnceItIsSet() {
        ObjectNode before = post("\"tag\":\"t\",\"badge\":\"b\"");
        ObjectNode without = post("\"tag\":\"u\"");
        Immutables.keep(TYPE, before, without);
        assertThat(without.path(URN).path("badge").asText()).isEqualTo("b");
        Immutables.require(TYPE, before, without);
        Immutables.require(TYPE, post("\"tag\":\"t\""), before);
        assertThatThrownBy(() -> Immutables.require(TYPE, before, post("\"tag\":\"t\",\"badge\":\"c\"")))
                .isInstanceOfSatisfying(
                        ScimRefusal.class, refusal -> assertThat(refusal.type()).isEqualTo(ScimType.mutability));
    }

    @Test
    void aPatchLeavesWhatTheExtensionRequiresAndWhatItDoesNotName() {
        ObjectNode before = post("\"tag\":\"t\",\"value\":\"v\"");
        ObjectNode after = patched(before, URN, "{\"level\":3,\"value\":null}");
        assertThat(after.path(URN)).hasToString("{\"tag\":\"t\",\"level\":3}");
        ObjectNode bare = ScimJson.read("{\"userName\":\"a\"}");
        assertThatThrownBy(() -> patched(bare, URN + ":level", "3"))
                .isInstanceOfSatisfying(
                        ScimRefusal.class,
                        refusal -> assertThat(refusal.detail()).contains(URN + ":tag"));
        ObjectNode lacking = ScimJson.read("{\"userName\":\"a\",\"" + URN + "\":{\"level\":1}}");
        assertThat(patched(lacking, "active", "false").path("active").booleanValue())
                .isFalse();
    }

    @Test
    void anUnknownCharacteristicIsNotRepeatedAtLength() {
        assertThatThrownBy(() -> read("{\"name\":\"A\",\"description\":\"B\",\"attributes\":[{\"name\":\"x\",\""
                        + "y".repeat(10_000) + "\":1}]}"))
                .isInstanceOfSatisfying(
                        ScimRefusal.class,
                        refusal -> assertThat(refusal.detail()).hasSizeLessThan(500));
    }

    @Test
    void whatIsReturnedOnRequestOrAlwaysIsSo() {
        ObjectNode stored = post("\"tag\":\"t\",\"level\":7,\"plain\":\"p\"");
        assertThat(shown(stored, null)).hasToString("{\"tag\":\"t\",\"plain\":\"p\"}");
        assertThat(shown(stored, URN + ":level")).hasToString("{\"level\":7,\"plain\":\"p\"}");
        assertThat(shown(stored, "userName")).hasToString("{\"plain\":\"p\"}");
    }

    @Test
    void filtersObeyTheSchema() {
        ObjectNode stored = post("\"tag\":\"T\",\"level\":7,\"labels\":[\"one\",\"Two\"]");
        for (String holds : List.of(
                ":tag eq \"T\"", ":level gt 6", ":labels eq \"two\"", ":labels pr", " pr", ":desk.floor eq null")) {
            assertThat(FilterParser.parse(URN + holds, TYPE, Mode.COMPAT).matches(TYPE, stored))
                    .as(holds)
                    .isTrue();
        }
        assertThat(FilterParser.parse(URN + ":tag eq \"t\"", TYPE, Mode.COMPAT).matches(TYPE, stored))
                .isFalse();
        assertThatThrownBy(() -> FilterParser.parse(URN + ":pin eq \"1\"", TYPE, Mode.COMPAT))
                .isInstanceOf(ScimRefusal.class);
        assertThatThrownBy(() -> FilterParser.parse(URN + ":tag pr", ResourceTypes.USER, Mode.COMPAT))
                .isInstanceOf(ScimRefusal.class);
    }

    private static Object shown(ObjectNode stored, String attributes) {
        return Projection.of(attributes, null, TYPE).apply(stored).path(URN);
    }

    private static ObjectNode post(String extension) {
        ObjectNode body = ScimJson.read("{\"userName\":\"a\",\"" + URN + "\":{" + extension + "}}");
        return ResourceReader.read(TYPE, body, Mode.COMPAT);
    }

    private static ObjectNode patched(ObjectNode before, String path, String value) {
        JsonNode node = ScimJson.read("{\"value\":" + value + "}").get("value");
        return Patch.apply(TYPE, before, List.of(new PatchOperation(PatchOperation.Op.ADD, path, node)), Mode.COMPAT);
    }

    private static Schema read(String document) {
        return ExtensionDocument.read(URN, ScimJson.read(document));
    }

    private static void assertRefused(String urn, String document, String place) {
        assertThatThrownBy(() -> ExtensionDocument.read(urn, ScimJson.read(document)))
                .isInstanceOfSatisfying(ScimRefusal.class, refusal -> {
                    assertThat(refusal.type()).isEqualTo(ScimType.invalidValue);
                    assertThat(refusal.detail()).contains(place);
                });
    }
}
