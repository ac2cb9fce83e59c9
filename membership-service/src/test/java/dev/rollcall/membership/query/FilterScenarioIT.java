package dev.rollcall.membership.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.scim.filter.Operator;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.Attribute.Mutability;
import dev.rollcall.scim.schema.Attribute.Returned;
import dev.rollcall.scim.schema.Attribute.Type;
import dev.rollcall.scim.schema.Attribute.Uniqueness;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Filters that identity providers are known to send (R-SCIM-45, R-SCIM-46, R-GRP-4). */
class FilterScenarioIT {
    private final QueryStore users = QueryStore.users();
    private final QueryStore groups = QueryStore.groups();

    /** E14. */
    @Test
    void aBareComplexAttributeMeansItsValue() throws SQLException {
        // given
        UUID member = UUID.randomUUID();
        UUID stranger = UUID.randomUUID();
        UUID team = groups.group("moby:dev", null, member, UUID.randomUUID());
        groups.group("moby:ops", null, member);
        String manager = UUID.randomUUID().toString();
        UUID managed = users.user("{\"userName\":\"a\",\"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\":"
                + "{\"manager\":{\"value\":\"" + manager + "\"}}}");
        users.user("{\"userName\":\"b\"}");

        // when, then
        assertThat(groups.found("id eq \"" + team + "\" and members eq \"" + member + "\""))
                .containsExactly(team);
        assertThat(groups.found("id eq \"" + team + "\" and members eq \"" + stranger + "\""))
                .isEmpty();
        assertThat(groups.found("members[value eq \"" + member + "\"]"))
                .hasSize(2)
                .contains(team);
        assertThat(users.found("id eq \"" + managed + "\" and manager eq \"" + manager + "\""))
                .containsExactly(managed);
    }

    /** E15. */
    @Test
    void aMatchByMailLooksAtTheTypeAndTheValueOfOneAndTheSameMail() throws SQLException {
        // given
        UUID work = users.user(
                "{\"userName\":\"a\",\"externalId\":\"X\",\"emails\":[{\"type\":\"work\",\"value\":\"Ann@X.com\"},"
                        + "{\"type\":\"home\",\"value\":\"ann@home.com\"}]}");
        UUID home = users.user(
                "{\"userName\":\"b\",\"externalId\":\"x\",\"emails\":[{\"type\":\"home\",\"value\":\"ann@x.com\"},"
                        + "{\"type\":\"work\",\"value\":\"b@x.com\"}]}");

        // when, then
        assertThat(users.found("emails[type eq \"work\"].value eq \"ann@x.com\""))
                .containsExactly(work);
        assertThat(users.found("emails.type eq \"work\" and emails.value eq \"ann@x.com\""))
                .containsExactly(work, home);
        assertThat(users.found("emails eq \"ANN@X.COM\"")).containsExactly(work, home);
        assertThat(users.found("externalId eq \"x\"")).containsExactly(home);
        assertThat(users.found("userName eq \"A\"")).containsExactly(work);
    }

    /** E19; the seventh digit counts though the database keeps six. */
    @Test
    void bareWordsAndSevenDigitsOfASecondAreUnderstood() throws SQLException {
        // given
        UUID before = made("jyoung", "2015-10-10T21:38:21.861797Z");
        UUID after = made("Other", "2015-10-10T21:38:21.861798Z");

        // when, then
        assertThat(users.found("externalId eq jyoung")).containsExactly(before);
        assertThat(users.found("userName sw O")).containsExactly(after);
        assertThat(users.found("meta.Created gt 2015-10-10T14:38:21.8617979-07:00"))
                .containsExactly(after);
        assertThat(users.found("meta.created ge 2015-10-10T14:38:21.8617979-07:00"))
                .containsExactly(after);
        assertThat(users.found("meta.created le 2015-10-10T14:38:21.8617979-07:00"))
                .containsExactly(before);
        assertThat(users.found("meta.created eq 2015-10-10T14:38:21.8617979-07:00"))
                .isEmpty();
        assertThat(users.found("meta.created eq 2015-10-10T14:38:21.861797-07:00"))
                .containsExactly(before);
    }

    /** E27, E21. */
    @Test
    void pollingByActiveAndLastModifiedFindsWhatChanged() throws SQLException {
        // given
        UUID old = made("old", "2026-01-01T00:00:00Z");
        UUID changed = made("changed", "2026-03-01T00:00:00Z");
        UUID left = users.user("{\"userName\":\"left\",\"active\":false}");

        // when, then
        assertThat(users.found("active eq true and (meta.lastModified ge \"0001-01-03T00:00:00.0000000Z\""
                        + " and meta.lastModified le \"2026-02-01T00:00:00.0000000Z\")"))
                .containsExactly(old);
        assertThat(users.found("(ActiVe eq true)")).containsExactly(old, changed);
        assertThat(users.found("active eq \"False\"")).containsExactly(left);
        assertThat(users.found("meta.created gt \"-0001-01-03T00:00:00Z\"")).hasSize(3);
        assertThat(users.found("meta.created lt \"+99999-01-03T00:00:00Z\"")).hasSize(3);
    }

    @Test
    void signsOfPatternsAreOnlyCharacters() throws SQLException {
        // given
        UUID percent = users.user("{\"userName\":\"100%_\\\\\"}");
        users.user("{\"userName\":\"1000\"}");

        // when, then
        assertThat(users.found("userName co \"0%\"")).containsExactly(percent);
        assertThat(users.found("userName sw \"100%_\"")).containsExactly(percent);
        assertThat(users.found("userName ew \"_\\\\\"")).containsExactly(percent);
    }

    @Test
    void whatIsAbsentIsUnequalAndNotWhatItIsNot() throws SQLException {
        // given
        UUID without = users.user("{\"userName\":\"a\"}");
        UUID with = users.user("{\"userName\":\"b\",\"externalId\":\"x\",\"nickName\":\"n\"}");

        // when, then
        assertThat(users.found("externalId ne \"x\"")).containsExactly(without);
        assertThat(users.found("not (nickName eq \"n\")")).containsExactly(without);
        assertThat(users.found("not (nickName ne null)")).containsExactly(without);
        assertThat(users.found("nickName pr")).containsExactly(with);
    }

    /** A sigma at the end of a word has a small letter of its own. */
    @Test
    void greekNamesAreFoundInCapitals() throws SQLException {
        // given
        UUID capitals = users.user("{\"userName\":\"ΝΙΚΟΣ\",\"nickName\":\"ΝΙΚΟΣ ΠΑΠΑΣ\"}");
        UUID small = users.user("{\"userName\":\"νικος2\",\"nickName\":\"νικος παπας\"}");

        // when, then
        assertThat(users.found("nickName eq \"Νικος Παπας\"")).containsExactly(capitals, small);
        assertThat(users.found("userName eq \"νικος\"")).containsExactly(capitals);
    }

    @Test
    void anotherConnectionsGroupsDoNotShow() throws SQLException {
        // given
        UUID user = users.user("{\"userName\":\"a\"}");
        UUID group = UUID.randomUUID();
        users.group(group, "Dev", null, Instant.EPOCH);
        users.groupOf(user, group, "Dev");
        UUID foreign = groups.group("Foreign", null, user);

        // when, then
        assertThat(users.found("groups.value eq \"" + group + "\" and groups.display eq \"dev\""))
                .containsExactly(user);
        assertThat(users.found("groups.value eq \"" + foreign + "\"")).isEmpty();
    }

    /** No schema has a number yet; the next one may. */
    @Test
    void numbersAreComparedAsNumbers() throws SQLException {
        // given
        var attribute = new Attribute(
                "level",
                Type.DECIMAL,
                false,
                "",
                false,
                false,
                Mutability.READ_WRITE,
                Returned.DEFAULT,
                Uniqueness.NONE,
                List.of(),
                List.of(),
                List.of());
        ObjectNode user =
                JsonNodeFactory.instance.objectNode().put("userName", "a").put("level", new BigDecimal("10.50"));
        users.user(user, Instant.EPOCH, Instant.EPOCH, 1);

        // when, then
        Operand level = Json.operand("s.resource", attribute);
        assertThat(holds(level, Operator.EQ, "10.5")).isTrue();
        assertThat(holds(level, Operator.GT, "9")).isTrue();
        assertThat(holds(level, Operator.LT, "9")).isFalse();
        assertThat(holds(Json.operand("s.resource -> 'none'", attribute), Operator.LT, "9"))
                .isFalse();
    }

    private boolean holds(Operand operand, Operator operator, String number) throws SQLException {
        Condition condition = operand.holds(operator, JsonNodeFactory.instance.numberNode(new BigDecimal(number)));
        return Sql.on(
                        QueryStore.database(),
                        "select from scim_user s where s.connection_id = ? and " + condition.sql(),
                        users.connection,
                        condition.values().getFirst())
                .first(row -> true)
                .isPresent();
    }

    private UUID made(String name, String moment) throws SQLException {
        ObjectNode user =
                JsonNodeFactory.instance.objectNode().put("userName", name).put("externalId", name);
        return users.user(user, Instant.parse(moment), Instant.parse(moment), 1);
    }
}
