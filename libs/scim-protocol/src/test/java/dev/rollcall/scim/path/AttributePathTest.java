package dev.rollcall.scim.path;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.scim.Mode;
import dev.rollcall.scim.schema.ResourceTypes;
import dev.rollcall.scim.schema.Schemas;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7644 §3.10, E9. */
class AttributePathTest {

    @Test
    void anExtensionPathIsCutAtItsRegisteredUrnAndSpelledAsInTheSchema() {
        AttributePath path = parse("URN:ietf:params:scim:schemas:extension:ENTERPRISE:2.0:user:MANAGER.Value");

        assertThat(path).isEqualTo(new AttributePath(Schemas.ENTERPRISE_USER.id(), "manager", "value"));
        assertThat(path.leafIn(ResourceTypes.USER).name()).isEqualTo("value");
    }

    @Test
    void aPathOfTheBaseSchemaNeedsNoUrn() {
        assertThat(parse("urn:ietf:params:scim:schemas:core:2.0:User:name.givenName"))
                .isEqualTo(parse("NAME.GIVENNAME"));
    }

    @Test
    void anUnregisteredUrnKeepsItsDotsAndIsUnknown() {
        AttributePath path = parse("urn:ietf:params:scim:schemas:extension:CustomExtensionName:2.0:User:tag");

        assertThat(path.schema()).isEqualTo("urn:ietf:params:scim:schemas:extension:CustomExtensionName:2.0:User");
        assertThat(path.attribute()).isEqualTo("tag");
        assertThat(path.attributeIn(ResourceTypes.USER)).isNull();
    }

    @Test
    void aBareExtensionAttributeIsFoundOnlyInCompat() {
        assertThat(parse("department").schema()).isEqualTo(Schemas.ENTERPRISE_USER.id());
        assertThat(AttributePath.parse("department", ResourceTypes.USER, Mode.INTEROP_STRICT)
                        .schema())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "userName",
                "name.familyName",
                "members.$ref",
                "meta.created",
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.$ref",
                "urn:ietf:params:scim:schemas:extension:docker:2.0:User:dockerRole",
                "unknown.thing",
                "urn:a:b:c.d"
            })
    void whatIsPrintedParsesToAnEqualPath(String text) {
        assertThat(parse(text)).hasToString(text);
        assertThat(parse(parse(text).toString())).isEqualTo(parse(text));
    }

    private static AttributePath parse(String text) {
        return AttributePath.parse(text, ResourceTypes.USER, Mode.COMPAT);
    }
}
