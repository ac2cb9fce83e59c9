package dev.rollcall.scim.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.scim.ScimLimits;
import dev.rollcall.scim.ScimRefusal;
import dev.rollcall.scim.schema.ResourceTypes;
import dev.rollcall.scim.schema.Schemas;
import org.junit.jupiter.api.Test;

/** E13, R-SCIM-48: what is not wanted need not be loaded. */
class ProjectionTest {

    @Test
    void membersAndGroupsAreWantedUnlessTheClientLeavesThemOut() {
        assertThat(Projection.of(null, null, ResourceTypes.GROUP).wants("members"))
                .isTrue();
        assertThat(Projection.of(null, "Members", ResourceTypes.GROUP).wants("members"))
                .isFalse();
        assertThat(Projection.of(null, Schemas.GROUP.id() + ":members", ResourceTypes.GROUP)
                        .wants("members"))
                .isFalse();
        assertThat(Projection.of("displayName", null, ResourceTypes.GROUP).wants("members"))
                .isFalse();
        assertThat(Projection.of("members.value", null, ResourceTypes.GROUP).wants("members"))
                .isTrue();
        assertThat(Projection.of(null, "members.display", ResourceTypes.GROUP).wants("members"))
                .isTrue();
        assertThat(Projection.of("id", null, ResourceTypes.USER).wants("groups"))
                .isFalse();
        assertThat(Projection.of("", " ", ResourceTypes.USER).wants("groups")).isTrue();
    }

    @Test
    void idAndSchemasAlwaysComeAndPasswordsNever() {
        Projection projection = Projection.of("password", "id,schemas", ResourceTypes.USER);

        assertThat(projection.wants("id")).isTrue();
        assertThat(projection.wants("schemas")).isTrue();
        assertThat(projection.wants("password")).isFalse();
        assertThat(projection.wants("meta")).isFalse();
        assertThat(projection.wants("shoeSize")).isFalse();
    }

    @Test
    void anExtensionIsWantedWhenAnyOfItsAttributesIs() {
        Projection projection = Projection.of(Schemas.ROLLCALL_MEMBER.id() + ":origin", null, ResourceTypes.USER);

        assertThat(projection.wants(Schemas.ROLLCALL_MEMBER.id())).isTrue();
        assertThat(projection.wants(Schemas.ENTERPRISE_USER.id())).isFalse();
    }

    @Test
    void namesHaveALimitAndANotation() {
        String many = "a,".repeat(ScimLimits.PROJECTION_NAMES_MAX + 1);

        assertThatThrownBy(() -> Projection.of(many, null, ResourceTypes.USER)).isInstanceOf(ScimRefusal.class);
        assertThatThrownBy(() -> Projection.of("a b", null, ResourceTypes.USER)).isInstanceOf(ScimRefusal.class);
    }
}
