package dev.rollcall.membership.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.scim.Mode;
import dev.rollcall.scim.ScimRefusal;
import dev.rollcall.scim.ScimType;
import dev.rollcall.scim.filter.FilterParser;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scim.schema.ResourceTypes;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterSqlTest {
    private static final String ID = "01900000-0000-7000-8000-000000000001";

    @Test
    void whatIdpsMatchByIsComparedInTheFormThatItsIndexHolds() {
        assertThat(user("userName eq \"Ann@Example.com\""))
                .isEqualTo(Condition.of("s.user_name_key = ?", "ann@example.com"));
        assertThat(user("externalId eq \"X1\"")).isEqualTo(Condition.of("s.external_id = ?", "X1"));
        assertThat(user("id eq \"" + ID + "\"")).isEqualTo(Condition.of("s.id = ?", UUID.fromString(ID)));
        assertThat(group("displayName eq \"Moby:Dev\"")).isEqualTo(Condition.of("s.display_name_key = ?", "moby:dev"));
        assertThat(group("members eq \"" + ID + "\""))
                .isEqualTo(Condition.of(
                        "exists (select from scim_group_member gm where gm.group_id = s.id and gm.user_id = ?)",
                        UUID.fromString(ID)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "not-a-uuid",
                "1-1-1-1-1",
                "01900000-0000-7000-8000-00000000000A",
                "01900000-0000-7000-8000-000000000001 "
            })
    void whatIsNoIdOfOursMatchesNothingAndAsksTheDatabaseNothing(String text) {
        assertThat(user("id eq \"" + text + "\"")).isEqualTo(Condition.NEVER);
    }

    @Test
    void whatTheClientWroteIsNeverPartOfTheStatement() {
        // given
        String hostile = "x' or 1=1; drop table scim_user; --";

        // when
        Condition condition = user("emails[type eq \"" + hostile + "\" and value co \"" + hostile
                + "\"] or nickName gt \"" + hostile + "\"");

        // then
        assertThat(condition.sql()).doesNotContain("drop", "1=1");
        assertThat(condition.sql().chars().filter(c -> c == '?').count())
                .isEqualTo(condition.values().size());
        assertThat(condition.values()).containsExactly(hostile, "%" + hostile.replace("_", "\\_") + "%", hostile);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"meta.location eq \"x\"", "groups.$ref pr", "groups[$ref sw \"x\"]", "not (meta.location pr)"})
    void whatTheStoreDoesNotHoldIsRefusedWithTheReason(String filter) {
        assertThatThrownBy(() -> user(filter)).isInstanceOfSatisfying(ScimRefusal.class, refusal -> {
            assertThat(refusal.type()).isEqualTo(ScimType.invalidFilter);
            assertThat(refusal.detail()).contains("cannot be filtered", "address of the service");
        });
    }

    @Test
    void theDisplayedNamesOfMembersAreRefused() {
        assertThatThrownBy(() -> group("members[display eq \"Ann\"]"))
                .isInstanceOfSatisfying(
                        ScimRefusal.class, refusal -> assertThat(refusal.type()).isEqualTo(ScimType.invalidFilter))
                .hasMessageContaining("members.display");
    }

    private static Condition user(String filter) {
        return compile(ResourceTypes.USER, filter);
    }

    private static Condition group(String filter) {
        return compile(ResourceTypes.GROUP, filter);
    }

    private static Condition compile(ResourceType type, String filter) {
        return FilterSql.compile(type, FilterParser.parse(filter, type, Mode.COMPAT));
    }
}
