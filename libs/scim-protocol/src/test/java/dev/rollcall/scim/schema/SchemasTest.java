package dev.rollcall.scim.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.schema.Attribute.Mutability;
import dev.rollcall.scim.schema.Attribute.Returned;
import dev.rollcall.scim.schema.Attribute.Uniqueness;
import java.util.List;
import org.junit.jupiter.api.Test;

/** R-SCIM-8, R-SCIM-9, R-SCIM-14, R-ROLE-1, E25. */
class SchemasTest {

    @Test
    void everyServedAttributeTellsAllThatRfc7643Section7Asks() {
        for (Schema schema : Schemas.ALL) {
            ObjectNode json = schema.toJson();
            assertThat(json.path("schemas").path(0).asText()).isEqualTo("urn:ietf:params:scim:schemas:core:2.0:Schema");
            assertThat(json.path("meta").path("resourceType").asText()).isEqualTo("Schema");
            assertComplete(schema.id(), json.path("attributes"));
        }
    }

    private static void assertComplete(String where, JsonNode attributes) {
        assertThat(attributes).as(where).isNotEmpty();
        for (JsonNode attribute : attributes) {
            String name = where + " " + attribute.path("name").asText();
            for (String member : List.of(
                    "name", "type", "multiValued", "description", "required", "mutability", "returned", "uniqueness")) {
                assertThat(attribute.has(member)).as("%s has %s", name, member).isTrue();
            }
            assertThat(attribute.path("description").asText()).as(name).isNotBlank();
            attribute.forEach(member ->
                    assertThat(member.isNull()).as("null in %s (E25)", name).isFalse());
            switch (attribute.path("type").asText()) {
                case "complex" -> assertComplete(name, attribute.path("subAttributes"));
                case "string", "reference", "binary" ->
                    assertThat(attribute.has("caseExact")).as(name).isTrue();
                default -> assertThat(attribute.has("subAttributes")).as(name).isFalse();
            }
        }
    }

    @Test
    void theUserNameIsRequiredUniqueAndComparedWithoutLetterCase() {
        Attribute userName = ResourceTypes.USER.findAttribute("USERNAME");

        assertThat(userName).isNotNull();
        assertThat(userName.name()).isEqualTo("userName");
        assertThat(userName.required()).isTrue();
        assertThat(userName.caseExact()).isFalse();
        assertThat(userName.uniqueness()).isEqualTo(Uniqueness.SERVER);
    }

    @Test
    void idsAreCaseExactAndPasswordsNeverReturned() {
        assertThat(ResourceTypes.USER.findAttribute("id").caseExact()).isTrue();
        assertThat(ResourceTypes.USER.findAttribute("id").returned()).isEqualTo(Returned.ALWAYS);
        assertThat(ResourceTypes.USER.findAttribute("externalId").caseExact()).isTrue();
        assertThat(ResourceTypes.USER.findAttribute("password").returned()).isEqualTo(Returned.NEVER);
        assertThat(ResourceTypes.USER.findAttribute("groups").mutability()).isEqualTo(Mutability.READ_ONLY);
    }

    @Test
    void theCoreUserHasEveryAttributeOfRfc7643Section41() {
        assertThat(Schemas.USER.attributes().stream().map(Attribute::name))
                .containsExactly(
                        "userName",
                        "name",
                        "displayName",
                        "nickName",
                        "profileUrl",
                        "title",
                        "userType",
                        "preferredLanguage",
                        "locale",
                        "timezone",
                        "active",
                        "password",
                        "emails",
                        "phoneNumbers",
                        "ims",
                        "photos",
                        "addresses",
                        "groups",
                        "entitlements",
                        "roles",
                        "x509Certificates");
        assertThat(Schemas.ENTERPRISE_USER.attributes().stream().map(Attribute::name))
                .containsExactly("employeeNumber", "costCenter", "organization", "division", "department", "manager");
        assertThat(Schemas.DOCKER_USER.attributes().stream().map(Attribute::name))
                .containsExactly("dockerRole", "dockerOrg", "dockerTeam");
    }

    @Test
    void theMemberExtensionIsReadOnlyAsAWhole() {
        Attribute extension = ResourceTypes.USER.findAttribute(Schemas.ROLLCALL_MEMBER.id());

        assertThat(extension.readOnly()).isTrue();
        assertThat(extension.subAttributes())
                .extracting(Attribute::name)
                .containsExactly("username", "origin", "managedBy");
    }

    @Test
    void theLongestRegisteredUrnIsTheSchemaOfAPath() {
        String enterprise = Schemas.ENTERPRISE_USER.id();

        assertThat(ResourceTypes.USER.findSchemaOfPath(enterprise + ":manager.value"))
                .isSameAs(Schemas.ENTERPRISE_USER);
        assertThat(ResourceTypes.USER.findSchemaOfPath(enterprise.toUpperCase() + ":x"))
                .isSameAs(Schemas.ENTERPRISE_USER);
        assertThat(ResourceTypes.USER.findSchemaOfPath(enterprise)).isSameAs(Schemas.ENTERPRISE_USER);
        assertThat(ResourceTypes.USER.findSchemaOfPath(enterprise + "s:x")).isNull();
        assertThat(ResourceTypes.USER.findSchemaOfPath(
                        "urn:ietf:params:scim:schemas:extension:CustomExtensionName:2.0:User:tag"))
                .isNull();
    }

    @Test
    void aResourceTypeTellsItsEndpointSchemaAndExtensions() {
        ObjectNode json = ResourceTypes.USER.toJson("https://scim.example/scim/v2");

        assertThat(json.path("id")).isEqualTo(json.path("name"));
        assertThat(json.path("endpoint").asText()).isEqualTo("/Users");
        assertThat(json.path("schema").asText()).isEqualTo(Schemas.USER.id());
        assertThat(json.path("schemaExtensions").findValuesAsText("schema"))
                .containsExactly(Schemas.ENTERPRISE_USER.id(), Schemas.DOCKER_USER.id(), Schemas.ROLLCALL_MEMBER.id());
        assertThat(json.path("meta").path("location").asText())
                .isEqualTo("https://scim.example/scim/v2/ResourceTypes/User");
    }

    @Test
    void aServedDocumentIsACopy() {
        Schemas.USER.toJson("https://x").removeAll();

        assertThat(Schemas.USER
                        .toJson("https://x")
                        .path("meta")
                        .path("location")
                        .asText())
                .isEqualTo("https://x/Schemas/urn:ietf:params:scim:schemas:core:2.0:User");
        assertThat(Schemas.USER.toJson().path("meta").has("location")).isFalse();
    }
}
