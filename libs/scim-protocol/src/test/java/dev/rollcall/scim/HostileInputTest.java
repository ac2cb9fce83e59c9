package dev.rollcall.scim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.scim.filter.FilterParser;
import dev.rollcall.scim.schema.ResourceTypes;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class HostileInputTest {
    @Property
    void aFilterIsReadOrRefusedNeverAnythingElse(@ForAll String text) {
        try {
            assertThat(FilterParser.parse(text, ResourceTypes.USER, Mode.COMPAT))
                    .isNotNull();
        } catch (ScimRefusal refusal) {
            assertThat(refusal.type()).isEqualTo(ScimType.invalidFilter);
        }
    }
}
