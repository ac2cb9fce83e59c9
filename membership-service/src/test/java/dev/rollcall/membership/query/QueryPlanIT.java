package dev.rollcall.membership.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.contract.provisioning.ResourceQuery;
import dev.rollcall.contract.provisioning.ScimClient;
import dev.rollcall.membership.sql.Sql;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What IdPs look up before every create uses an index, with 50,000 users and as many groups of one connection. */
class QueryPlanIT {
    private static final UUID MEMBER = new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L + 17);
    private static final QueryStore USERS = QueryStore.users();
    private static final QueryStore GROUPS = QueryStore.groups();

    @BeforeAll
    static void fill() throws SQLException {
        Sql.on(QueryStore.database(), """
                        insert into scim_user select ?::uuid, lpad(to_hex(i), 32, '0')::uuid, gen_random_uuid(), 'User' || i, 'user' || i, 'x' || i,
                            true, jsonb_build_object('userName', 'user' || i,
                                'emails', jsonb_build_array(jsonb_build_object('type', 'work', 'value', case i % 2 when 0 then 'User' || i else 'Mail' || i end))), now(), now(), 1 from generate_series(1, 50000) i""", USERS.connection).update();
        Sql.on(QueryStore.database(), """
                        insert into scim_group select ?::uuid, lpad(to_hex(i), 32, '0')::uuid, gen_random_uuid(), gen_random_uuid(), 'Group' || i,
                            'group' || i, 'x' || i, now(), now(), 1 from generate_series(1, 50000) i""", GROUPS.connection).update();
        Sql.on(QueryStore.database(), """
                        insert into scim_group_member
                            select lpad(to_hex(i), 32, '0')::uuid, lpad(to_hex(j * 1000 + i), 32, '0')::uuid
                            from generate_series(1, 50000) i, generate_series(1, 2) j""").update();
        Sql.on(QueryStore.database(), "analyze scim_user, scim_group, scim_group_member")
                .update();
    }

    @Test
    void usersAreFoundByTheIndexesOfUserNameExternalIdAndId() throws SQLException {
        assertThat(USERS.plan("userName eq \"USER77\""))
                .contains("scim_user_user_name")
                .doesNotContain("Seq Scan");
        assertThat(USERS.plan("externalId eq \"x77\""))
                .contains("scim_user_external_id")
                .doesNotContain("Seq Scan");
        assertThat(USERS.plan("id eq \"" + MEMBER + "\""))
                .contains("scim_user_pkey")
                .doesNotContain("Seq Scan");
        assertThat(USERS.plan("userName eq \"USER77\" and active eq true"))
                .contains("scim_user_user_name")
                .doesNotContain("Seq Scan");
        assertThat(USERS.plan("userName eq \"USER77\" or externalId eq \"x77\""))
                .contains("scim_user_user_name", "scim_user_external_id")
                .doesNotContain("Seq Scan");
        assertThat(USERS.found("userName eq \"USER77\"")).hasSize(1);
    }

    @Test
    void groupsAreFoundByTheIndexesOfNameExternalIdAndMembers() throws SQLException {
        assertThat(GROUPS.plan("displayName eq \"GROUP77\""))
                .contains("scim_group_display_name")
                .doesNotContain("Seq Scan");
        assertThat(GROUPS.plan("externalId eq \"x77\""))
                .contains("scim_group_external_id")
                .doesNotContain("Seq Scan");
        assertThat(GROUPS.plan("members.value eq \"" + MEMBER + "\""))
                .contains("scim_group_member_user", "scim_group_pkey")
                .doesNotContain("Seq Scan");
        assertThat(GROUPS.plan("members eq \"" + MEMBER + "\" and id eq \"" + MEMBER + "\""))
                .doesNotContain("Seq Scan");
        assertThat(GROUPS.found("displayName eq \"GROUP77\"")).hasSize(1);
    }

    @Test
    void usersOfAGroupAreFoundByTheIndexOfMembers() throws SQLException {
        assertThat(USERS.plan("groups.value eq \"" + MEMBER + "\""))
                .contains("scim_group_member")
                .doesNotContain("Seq Scan on scim_user");
    }

    @Test
    void theWayToADeepPageLeadsThroughTheIndexOfIdsAlone() throws SQLException {
        // given
        ResourceQuery deep = page(null, 49_901, false);

        // when
        String plan = USERS.plan(deep);

        // then: who comes before is counted in the index, and only the page itself is read
        assertThat(plan).contains("Index Only Scan using scim_user_pkey").doesNotContain("Sort");
        assertThat(plan).doesNotContainPattern("Seq Scan|Index Scan using .*rows=(?!100\\b)\\d{3,}");
        assertThat(USERS.found(deep)).hasSize(100).first().isEqualTo(id(49_901));
        assertThat(GROUPS.plan(deep)).contains("Index Only Scan using scim_group_pkey");
    }

    @Test
    void aPageBeginsWhereTheOneBeforeItEndsInEveryOrder() throws SQLException {
        assertThat(USERS.found(page(null, 1, false))).hasSize(100).first().isEqualTo(id(1));
        assertThat(USERS.found(page(null, 101, false))).hasSize(100).first().isEqualTo(id(101));
        assertThat(USERS.found(page(null, 101, true))).hasSize(100).first().isEqualTo(id(49_900));
        assertThat(USERS.found(page("active eq true", 101, false))).first().isEqualTo(id(101));
        assertThat(USERS.found(page(null, 50_000, false))).containsExactly(id(50_000));
        assertThat(USERS.found(page(null, 50_001, false))).isEmpty();
    }

    private static ResourceQuery page(String filter, int startIndex, boolean descending) {
        return new ResourceQuery(
                filter, ScimClient.Mode.COMPAT, startIndex, 100, null, descending, false, null, false, false);
    }

    private static UUID id(int number) {
        return UUID.fromString("00000000-0000-0000-0000-%012x".formatted(number));
    }

    @Test
    void whatIsNoIdAsksNoTable() throws SQLException {
        assertThat(USERS.plan("id eq \"nobody\"")).contains("One-Time Filter: false");
    }
}
