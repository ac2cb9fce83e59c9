package dev.rollcall.membership.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.scim.Mode;
import dev.rollcall.scim.ScimRefusal;
import dev.rollcall.scim.ScimType;
import dev.rollcall.scim.schema.ResourceTypes;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R-SCIM-47; RFC 7644 §3.4.2.3. */
class SortSqlIT {
    private final QueryStore users = QueryStore.users();

    @Test
    void withoutSortByThePagesFollowTheOrderOfCreation() throws SQLException {
        // given
        UUID first = users.user("{\"userName\":\"z\"}");
        UUID second = users.user("{\"userName\":\"a\"}");

        // when, then
        assertThat(users.sorted(null, false)).containsExactly(first, second);
        assertThat(users.sorted(null, true)).containsExactly(second, first);
        assertThat(users.sorted("meta.created", false)).containsExactly(first, second);
        assertThat(users.sorted("id", true)).containsExactly(second, first);
    }

    @Test
    void whoHasNoValueComesLastAscendingAndFirstDescending() throws SQLException {
        // given
        UUID none = users.user("{\"userName\":\"1\"}");
        UUID empty = users.user("{\"userName\":\"2\",\"name\":{\"familyName\":\"\"}}");
        UUID b = users.user("{\"userName\":\"3\",\"name\":{\"familyName\":\"b\"}}");
        UUID a = users.user("{\"userName\":\"4\",\"name\":{\"familyName\":\"A\"}}");

        // when, then
        assertThat(users.sorted("name.familyName", false)).containsExactly(a, b, none, empty);
        assertThat(users.sorted("NAME.FAMILYNAME", true)).containsExactly(empty, none, b, a);
    }

    @Test
    void ofSeveralValuesThePrimaryOneCountsOrElseTheFirst() throws SQLException {
        // given
        UUID primary =
                users.user("{\"userName\":\"1\",\"emails\":[{\"value\":\"a\"},{\"value\":\"m\",\"primary\":true}]}");
        UUID first =
                users.user("{\"userName\":\"2\",\"emails\":[{\"value\":\"l\",\"primary\":false},{\"value\":\"b\"}]}");
        UUID none = users.user("{\"userName\":\"3\"}");

        // when, then
        assertThat(users.sorted("emails.value", false)).containsExactly(first, primary, none);
        assertThat(users.sorted("emails", true)).containsExactly(none, primary, first);
    }

    @Test
    void everyKindOfAttributeSorts() throws SQLException {
        // given
        UUID b = users.user("{\"userName\":\"B\",\"active\":true,\"externalId\":\"a\","
                + "\"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\":{\"department\":\"X\"}}");
        UUID a = users.user("{\"userName\":\"a\",\"active\":false,\"externalId\":\"B\"}");

        // when, then
        assertThat(users.sorted("userName", false)).containsExactly(a, b);
        assertThat(users.sorted("active", false)).containsExactly(a, b);
        assertThat(users.sorted("externalId", false)).containsExactly(a, b); // case-exact: B is before a
        assertThat(users.sorted("meta.version", false)).containsExactly(b, a);
        assertThat(users.sorted("department", true)).containsExactly(a, b);
    }

    @Test
    void groupsSortByTheirNames() throws SQLException {
        // given
        QueryStore groups = QueryStore.groups();
        UUID b = groups.group("b", null);
        UUID a = groups.group("A", null);

        // when, then
        assertThat(groups.sorted("displayName", false)).containsExactly(a, b);
        assertThatThrownBy(() -> groups.sorted("members.value", false)).hasMessageContaining("no first value");
    }

    @ParameterizedTest
    @CsvSource({
        "favouriteColour, invalidPath",
        "name, invalidPath",
        "name.colour, invalidPath",
        "a b, invalidPath",
        "'', invalidPath",
        "'id; drop table scim_user', invalidPath",
        "password, invalidValue",
        "meta.location, invalidValue",
        "groups, invalidValue",
        "schemas, invalidValue"
    })
    void whatHasNoOrderIsRefusedAndNotIgnored(String sortBy, ScimType refused) {
        assertThatThrownBy(() -> SortSql.of(ResourceTypes.USER, java.util.List.of(), sortBy, false, Mode.COMPAT))
                .isInstanceOfSatisfying(
                        ScimRefusal.class, refusal -> assertThat(refusal.type()).isEqualTo(refused));
    }

    @ParameterizedTest
    @ValueSource(strings = {"userName", "emails", "meta.lastModified", "active", "id"})
    void everyOrderEndsWithTheId(String sortBy) {
        assertThat(SortSql.of(ResourceTypes.USER, java.util.List.of(), sortBy, false, Mode.COMPAT))
                .startsWith("order by ")
                .endsWith("s.id");
        assertThat(SortSql.of(ResourceTypes.USER, java.util.List.of(), sortBy, true, Mode.COMPAT))
                .startsWith("order by ")
                .endsWith("s.id desc");
    }
}
