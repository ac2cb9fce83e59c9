package dev.rollcall.membership.admin;

import static io.restassured.RestAssured.given;

import dev.rollcall.kit.TestTokens;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.sql.Transactions;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What tests of the admin API begin with: the break-glass owner, organizations of their own, people in them, and the events so far. */
@ApplicationScoped
public class AdminFixture {
    /** A person of one organization, with a token for it. */
    public record Person(UUID accountId, UUID memberId, String token) {}

    /** An organization with its UUID. */
    public record House(String name, UUID id) {}

    private final Transactions transactions;

    AdminFixture(Transactions transactions) {
        this.transactions = transactions;
    }

    /** A name that no other test uses. */
    public static String unique(String beginning) {
        return beginning + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** A token of the break-glass owner, whose account is made as sso-gateway would make it. */
    public String platform() {
        String account = given().header(
                        "Authorization", "Bearer " + TestTokens.service("sso-gateway", "membership-service"))
                .contentType(ContentType.JSON)
                .body(Map.of("email", "owner@rollcall.example"))
                .post("/internal/v1/accounts/owner")
                .then()
                .statusCode(200)
                .extract()
                .path("accountId");
        return TestTokens.platform(UUID.fromString(account));
    }

    public House organization() {
        String name = unique("house");
        String id = post(platform(), "/v2/orgs", Map.of("name", name))
                .statusCode(201)
                .extract()
                .path("id");
        return new House(name, UUID.fromString(id));
    }

    /** A verified domain of that organization. */
    public String domain(House house) {
        String name = unique("mail") + ".example";
        post(platform(), "/v2/orgs/" + house.name() + "/domains", Map.of("name", name, "verifiedBy", "OPERATOR"))
                .statusCode(201);
        return name;
    }

    /** A SAML connection of that organization, with the settings that nobody chose. */
    public UUID connection(House house) {
        Map<String, Object> body = Map.of(
                "name", "main", "protocol", "SAML", "organization", house.name(), "domains", List.of(domain(house)));
        return UUID.fromString(post(platform(), "/v2/connections", body)
                .statusCode(201)
                .extract()
                .path("id"));
    }

    /** An active member with that role, stored as an invitation would. */
    public Person person(House house, String role) {
        return person(house, role, UUID.randomUUID(), unique("Pat Doe"));
    }

    public Person person(House house, String role, UUID accountId, String fullName) {
        UUID memberId = UUID.randomUUID();
        Instant now = Instant.now();
        String name = "p" + accountId.toString().replace("-", "");
        transactions.write(connection -> {
            Sql.on(
                            connection,
                            """
                            insert into account (id, email, email_key, user_name, user_name_key, full_name, created_at,
                                updated_at)
                            values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                            """,
                            accountId,
                            name + "@people.example",
                            name + "@people.example",
                            name,
                            name,
                            fullName,
                            now,
                            now)
                    .update();
            return Sql.on(connection, """
                            insert into member (organization_id, account_id, id, role, role_source, status, origin,
                                managed_by, joined_at, updated_at, version, session_epoch)
                            values (?, ?, ?, ?, 'INVITE', 'ACTIVE', 'INVITE', 'NONE', ?, ?, 1, 1)
                            """, house.id(), accountId, memberId, role, now, now)
                    .update();
        });
        return new Person(accountId, memberId, TestTokens.member(accountId, house.id(), memberId, role, 1));
    }

    /** A token of that person for that organization, by a sign-in that was granted for the others, too. */
    public String reaching(Person person, House house, House... others) {
        Set<UUID> reach = Arrays.stream(others).map(House::id).collect(Collectors.toSet());
        return TestTokens.member(person.accountId(), house.id(), person.memberId(), "owner", 1, reach);
    }

    public ValidatableResponse post(String token, String path, Object body) {
        return given().urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + token)
                .contentType(ContentType.JSON)
                .body(body)
                .post(path)
                .then();
    }

    public ValidatableResponse patch(String token, String path, Object body) {
        return given().urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + token)
                .contentType(ContentType.JSON)
                .body(body)
                .patch(path)
                .then();
    }

    public ValidatableResponse get(String token, String path) {
        return given().urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + token)
                .get(path)
                .then();
    }

    public ValidatableResponse delete(String token, String path) {
        return given().urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + token)
                .delete(path)
                .then();
    }

    /** Simple names of all events of an organization, waiting or numbered, in the order they were written. */
    public List<String> events(UUID organizationId) {
        return transactions.read(connection -> Sql.on(
                        connection, """
                        select type from (
                            select type, occurred_at, sequence as place from event_log where source = ?
                            union all
                            select type, occurred_at, 1000000 + id from outbox where source = ?) as events
                        order by place
                        """, "/membership/org/" + organizationId, "/membership/org/" + organizationId)
                .list(row -> row.getString("type").replaceAll(".*\\.(\\w+)\\.v1", "$1")));
    }

    /** The bodies of all events of one type of an organization. */
    public List<String> bodies(UUID organizationId, String type) {
        return transactions.read(connection -> Sql.on(
                        connection,
                        """
                        select body from event_log where source = ? and type like ?
                        union all select body from outbox where source = ? and type like ?
                        """,
                        "/membership/org/" + organizationId,
                        "%." + type + ".v1",
                        "/membership/org/" + organizationId,
                        "%." + type + ".v1")
                .list(row -> row.getString("body")));
    }

    /** One number from the database. */
    public long number(String sql, Object... values) {
        return transactions.read(connection ->
                Sql.on(connection, sql, values).first(row -> row.getLong(1)).orElseThrow());
    }

    /** One statement of the test's own. */
    public void change(String sql, Object... values) {
        transactions.write(connection -> Sql.on(connection, sql, values).update());
    }
}
