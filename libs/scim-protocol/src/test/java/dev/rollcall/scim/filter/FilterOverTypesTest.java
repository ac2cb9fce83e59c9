package dev.rollcall.scim.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.scim.ScimRefusal;
import dev.rollcall.scim.ScimType;
import dev.rollcall.scim.schema.ResourceTypes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7644 §3.4.2.1: one filter over users and groups. */
class FilterOverTypesTest {
    private static final ObjectNode USER = ScimJson.read("""
            {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"id":"u","userName":"ann","displayName":"Dev","active":true,
             "emails":[{"value":"ann@a.example","type":"work"}],"meta":{"resourceType":"User"}}""");
    private static final ObjectNode GROUP = ScimJson.read("""
            {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"id":"g","displayName":"dev","members":[{"value":"u"}],
             "meta":{"resourceType":"Group"}}""");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    displayName eq "dev"                                             | true  | true
                    urn:ietf:params:scim:schemas:core:2.0:User:displayName eq "dev"  | true  | false
                    urn:ietf:params:scim:schemas:core:2.0:Group:displayName eq "dev" | false | true
                    userName eq "ann"                                                | true  | false
                    userName ne "bob"                                                | true  | true
                    userName eq null                                                 | false | true
                    userName ne null                                                 | true  | false
                    not (userName pr)                                                | false | true
                    emails[type eq "work"].value sw "ann"                            | true  | false
                    not (emails[type eq "work"])                                     | false | true
                    members.value eq "u"                                             | false | true
                    members eq "u" or userName eq "ann"                              | true  | true
                    meta.resourceType eq "Group"                                     | false | true
                    meta.resourceType eq User                                        | true  | false
                    schemas eq "urn:ietf:params:scim:schemas:core:2.0:Group"         | false | true
                    department eq "x"                                                | false | false
                    name.givenName eq null                                           | true  | true
                    """)
    void whatOnlyOneTypeHasIsAbsentInTheOther(String filter, boolean user, boolean group) {
        assertThat(user(filter).matches(ResourceTypes.USER, USER)).isEqualTo(user);
        assertThat(group(filter).matches(ResourceTypes.GROUP, GROUP)).isEqualTo(group);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nothing eq 1",
                "urn:acme:2.0:thing pr",
                "active gt true",
                "password eq \"x\"",
                "emails[none eq 1]",
                "members eq",
                "groups.nothing pr"
            })
    void whatNoTypeUnderstandsIsRefusedWhicheverIsAsked(String filter) {
        for (var asked : List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
                () -> user(filter), () -> group(filter))) {
            assertThatThrownBy(asked)
                    .isInstanceOfSatisfying(
                            ScimRefusal.class,
                            refusal -> assertThat(refusal.type()).isEqualTo(ScimType.invalidFilter));
        }
    }

    @Test
    void theRefusalNamesEveryTypeThatWasAsked() {
        assertThatThrownBy(() -> group("nothing pr")).hasMessageContaining("in User or Group");
    }

    private static Filter user(String filter) {
        return FilterParser.parse(filter, ResourceTypes.USER, List.of(ResourceTypes.GROUP), Mode.COMPAT);
    }

    private static Filter group(String filter) {
        return FilterParser.parse(filter, ResourceTypes.GROUP, List.of(ResourceTypes.USER), Mode.COMPAT);
    }
}
