package dev.rollcall.membership.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.membership.admin.AdminFixture;
import dev.rollcall.membership.admin.AdminFixture.House;
import dev.rollcall.membership.admin.AdminFixture.Person;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
class ConnectionIT {
    @Inject
    AdminFixture admin;

    private Map<String, Object> wanted(House house, String domain) {
        return Map.of("name", "okta", "protocol", "SAML", "organization", house.name(), "domains", List.of(domain));
    }

    /** R-SSO-1, R-TOK-2, R-JIT-1; E23: Microsoft Entra ID sends 25 requests a second. */
    @Test
    void aConnectionBeginsWithScimOffAndJitOn() {
        House house = admin.organization();
        String domain = admin.domain(house);
        String owner = admin.person(house, "owner").token();

        var made = admin.post(owner, "/v2/connections", wanted(house, domain));

        made.statusCode(201)
                .body("organization", equalTo(house.name()))
                .body("organizationId", equalTo(house.id().toString()))
                .body("organizations", equalTo(List.of(house.name())))
                .body("domains", equalTo(List.of(domain)))
                .body("scimEnabled", equalTo(false))
                .body("jitEnabled", equalTo(true))
                .body("userNames", equalTo("EMAIL"))
                .body("groupNames", equalTo("ORG_TEAM"))
                .body("dialect", equalTo("GENERIC"))
                .body("mode", equalTo("COMPAT"))
                .body("adoptionPolicy", equalTo("STRICT"))
                .body("defaultRole", equalTo("member"))
                .body("nameAuthority", equalTo("LAST_WRITER"))
                .body("rateLimit", greaterThanOrEqualTo(25))
                .body("defaultTeam", nullValue());
        assertThat(admin.events(house.id())).endsWith("SsoConnectionCreated");
    }

    @Test
    void everySettingCanBeChosenAtTheStart() {
        House house = admin.organization();
        Map<String, Object> body = new HashMap<>(wanted(house, admin.domain(house)));
        body.putAll(Map.of(
                "userNames",
                "ANY",
                "groupNames",
                "any",
                "dialect",
                "ENTRA",
                "mode",
                "INTEROP_STRICT",
                "adoptionPolicy",
                "LINK_ON_MATCH",
                "scimEnabled",
                true,
                "jitEnabled",
                false,
                "rateLimit",
                100_000,
                "defaultTeam",
                "everyone"));
        body.put("nameAuthority", "SCIM");

        admin.post(admin.platform(), "/v2/connections", body)
                .statusCode(201)
                .body("userNames", equalTo("ANY"))
                .body("groupNames", equalTo("ANY"))
                .body("dialect", equalTo("ENTRA"))
                .body("mode", equalTo("INTEROP_STRICT"))
                .body("nameAuthority", equalTo("SCIM"))
                .body("adoptionPolicy", equalTo("LINK_ON_MATCH"))
                .body("scimEnabled", equalTo(true))
                .body("jitEnabled", equalTo(false))
                .body("rateLimit", equalTo(100_000))
                .body("defaultTeam", equalTo("everyone"));

        assertThat(admin.events(house.id()))
                .containsSubsequence("TeamCreated", "SsoConnectionCreated", "ScimEnabled", "JitDisabled");
    }

    @Test
    void everyBadValueIsNamed() {
        House house = admin.organization();
        Map<String, Object> good = wanted(house, admin.domain(house));
        String token = admin.platform();
        record Case(String field, Object value, String code) {}

        for (Case wrong : List.of(
                new Case("protocol", "LDAP", "VALUE_INVALID"),
                new Case("name", "", "VALUE_INVALID"),
                new Case("defaultRole", "owner", "VALUE_INVALID"),
                new Case("defaultRole", "admin", "VALUE_INVALID"),
                new Case("nameAuthority", "NOBODY", "VALUE_INVALID"),
                new Case("domains", List.of(), "VALUE_INVALID"),
                new Case("domains", List.of("unclaimed.example"), "DOMAIN_UNVERIFIED"),
                new Case("domains", "acme.example", "VALUE_INVALID"),
                new Case("rateLimit", 0, "VALUE_INVALID"),
                new Case("rateLimit", 100_001, "VALUE_INVALID"),
                new Case("dialect", "PING", "VALUE_INVALID"),
                new Case("scimEnabled", "yes", "VALUE_INVALID"),
                new Case("jitEnabled", false, "VALUE_INVALID"),
                new Case("defaultTeam", "Owners", "TEAM_RESERVED"),
                new Case("seatz", 1, "VALUE_INVALID"))) {
            Map<String, Object> body = new HashMap<>(good);
            body.put(wrong.field(), wrong.value());

            admin.post(token, "/v2/connections", body)
                    .statusCode(400)
                    .body("code", equalTo(wrong.code()))
                    .body("detail", containsString(wrong.field() + ":"));
        }
        assertThat(admin.number("select count(*) from connection where organization_id = ?", house.id()))
                .isZero();
    }

    @Test
    void aPendingDomainIsNotEnough() {
        House house = admin.organization();
        admin.post(
                        admin.platform(),
                        "/v2/orgs/" + house.name() + "/domains",
                        Map.of("name", "p." + house.name() + ".example"))
                .statusCode(201);

        admin.post(admin.platform(), "/v2/connections", wanted(house, "p." + house.name() + ".example"))
                .statusCode(400)
                .body("code", equalTo("DOMAIN_UNVERIFIED"));
    }

    @Test
    void aNameIsTakenWithinItsOrganizationOnly() {
        House first = admin.organization();
        House second = admin.organization();
        admin.connection(first);

        admin.connection(second);
        Map<String, Object> again = new HashMap<>(wanted(first, admin.domain(first)));
        again.put("name", "MAIN");

        admin.post(admin.platform(), "/v2/connections", again)
                .statusCode(409)
                .body("code", equalTo("CONNECTION_EXISTS"));
    }

    /** R-SDIS-2, C-14. */
    @Test
    void eachSwitchTellsOnceAndJitGoesOffOnlyWhileScimIsOn() {
        House house = admin.organization();
        String path = "/v2/connections/" + admin.connection(house);
        String token = admin.person(house, "owner").token();

        admin.patch(token, path, Map.of("jitEnabled", false))
                .statusCode(400)
                .body("detail", containsString("jitEnabled:"));
        admin.patch(token, path, Map.of("scimEnabled", true)).statusCode(200).body("scimEnabled", equalTo(true));
        admin.patch(token, path, Map.of("scimEnabled", true)).statusCode(200);
        admin.patch(token, path, Map.of("jitEnabled", false, "confirm", "main"))
                .statusCode(200)
                .body("warnings", hasSize(0));
        admin.patch(token, path, Map.of("scimEnabled", false)).statusCode(200).body("warnings", hasSize(1));
        admin.patch(token, path, Map.of("jitEnabled", true)).statusCode(200).body("warnings", hasSize(0));
        admin.patch(token, path, Map.of("jitEnabled", false, "override", true, "confirm", "main"))
                .statusCode(200);

        assertThat(admin.events(house.id()))
                .endsWith(
                        "SsoConnectionCreated",
                        "ScimEnabled",
                        "JitDisabled",
                        "ScimDisabled",
                        "JitEnabled",
                        "JitDisabled");
    }

    /** R-ORG-6: nobody is managed, changed or taken out because of a switch. */
    @Test
    void withScimOnMembersStayAsTheyAre() {
        House house = admin.organization();
        UUID connection = admin.connection(house);
        Person member = admin.person(house, "editor");

        admin.patch(admin.platform(), "/v2/connections/" + connection, Map.of("scimEnabled", true))
                .statusCode(200);

        assertThat(admin.number("""
                        select count(*) from member where id = ? and status = 'ACTIVE' and role = 'editor'
                            and origin = 'INVITE' and managed_by = 'NONE' and version = 1
                        """, member.memberId())).isEqualTo(1);
    }

    /** R-SDIS-1, R-SDIS-4. */
    @Test
    void withScimOffItsMembersStayButNobodyManagesThem() {
        House house = admin.organization();
        UUID connection = admin.connection(house);
        String path = "/v2/connections/" + connection;
        Person managed = admin.person(house, "editor");
        admin.patch(admin.platform(), path, Map.of("scimEnabled", true)).statusCode(200);
        admin.change(
                "update member set origin = 'SCIM', managed_by = 'SCIM', connection_id = ? where id = ?",
                connection,
                managed.memberId());
        admin.get(admin.platform(), path + "/setup").statusCode(200).body("membersManaged", equalTo(1));

        admin.patch(admin.platform(), path, Map.of("scimEnabled", false)).statusCode(200);

        assertThat(admin.number("""
                        select count(*) from member where id = ? and status = 'ACTIVE' and role = 'editor'
                            and origin = 'SCIM' and managed_by = 'NONE' and version = 2
                        """, managed.memberId())).isEqualTo(1);
        assertThat(admin.bodies(house.id(), "ScimDisabled"))
                .singleElement()
                .asString()
                .contains("\"membersReleased\":1");
    }

    @Test
    void aChangeNamesWhatChanged() {
        House house = admin.organization();
        String path = "/v2/connections/" + admin.connection(house);

        admin.patch(admin.platform(), path, Map.of("dialect", "OKTA", "mode", "COMPAT", "defaultTeam", "new-joiners"))
                .statusCode(200)
                .body("dialect", equalTo("OKTA"))
                .body("defaultTeam", equalTo("new-joiners"));
        Map<String, Object> nothing = new HashMap<>();
        nothing.put("defaultTeam", null);
        admin.patch(admin.platform(), path, nothing).statusCode(200).body("defaultTeam", nullValue());
        admin.patch(admin.platform(), path, Map.of("dialect", "OKTA")).statusCode(200);

        assertThat(admin.bodies(house.id(), "SsoConnectionUpdated"))
                .hasSize(2)
                .anySatisfy(body -> assertThat(body)
                        .contains("\"attr\":\"dialect\"", "GENERIC", "OKTA", "defaultTeamId")
                        .doesNotContain("\"attr\":\"mode\""));
    }

    @Test
    void whatIsSetOnceCannotBeChanged() {
        House house = admin.organization();
        String path = "/v2/connections/" + admin.connection(house);

        for (String field : List.of("protocol", "userNames", "groupNames")) {
            admin.patch(admin.platform(), path, Map.of(field, "x"))
                    .statusCode(400)
                    .body("code", equalTo("ATTRIBUTE_IMMUTABLE"))
                    .body("detail", containsString(field + ":"));
        }
    }

    /** R-TOK-3. */
    @Test
    void theSetUpShowsWhatToPasteIntoTheIdp() {
        House house = admin.organization();
        UUID connection = admin.connection(house);

        admin.get(admin.person(house, "owner").token(), "/v2/connections/" + connection + "/setup")
                .statusCode(200)
                .body("scimBaseUrl", equalTo("http://localhost:8081/scim/v2"))
                .body("groupName", equalTo(house.name() + ":<team>"))
                .body("scimLocked", nullValue())
                .body("token.create", equalTo("POST /v2/connections/" + connection + "/scim-tokens"))
                .body("oauth.tokenEndpoint", equalTo("http://localhost:8081/scim/v2/oauth/token"))
                .body("oauth.metadata", equalTo("http://localhost:8081/.well-known/oauth-authorization-server/scim/v2"))
                .body("trust.entraAudience", equalTo("8adf8e6e-67b2-4cf2-a259-e3dc5476c621"))
                .body("extension.schema", equalTo("urn:ietf:params:scim:schemas:extension:docker:2.0:User"))
                .body("extension.attributes", equalTo(List.of("dockerRole", "dockerOrg", "dockerTeam")))
                .body("fields.name", equalTo(List.of("base URL", "bearer token")));
    }

    /** The fields have the names of that identity provider's pages; R-TOK-8: a connection for OIDC shows the same. */
    @Test
    void theSetUpSpeaksTheWordsOfTheIdp() {
        House house = admin.organization();
        Map<String, Object> oidc = new HashMap<>(wanted(house, admin.domain(house)));
        oidc.putAll(Map.of("protocol", "OIDC", "dialect", "ENTRA"));
        String path = "/v2/connections/"
                + admin.post(admin.platform(), "/v2/connections", oidc)
                        .statusCode(201)
                        .extract()
                        .<String>path("id");

        admin.get(admin.platform(), path + "/setup")
                .statusCode(200)
                .body("fields.name", equalTo(List.of("Tenant URL", "Secret Token")))
                .body("fields[0].value", equalTo("http://localhost:8081/scim/v2?aadOptscim062020"))
                .body(
                        "attributes.name",
                        equalTo(List.of(
                                "userName", "name.givenName", "name.familyName", "emails", "active", "externalId")));
        admin.patch(admin.platform(), path, Map.of("dialect", "OKTA")).statusCode(200);
        admin.get(admin.platform(), path + "/setup").body("fields[0].name", equalTo("SCIM connector base URL"));
        admin.get(admin.person(house, "editor").token(), path + "/setup").statusCode(403);
    }

    /** R-TOK-1. */
    @Test
    void scimIsLockedWithoutAVerifiedDomainAndSaysWhy() {
        House house = admin.organization();
        String path = "/v2/connections/" + admin.connection(house);
        admin.change("update domain set verified_at = null where organization_id = ?", house.id());

        admin.get(admin.platform(), path + "/setup")
                .statusCode(200)
                .body("scimLocked", containsString("no verified domain"));
        admin.patch(admin.platform(), path, Map.of("scimEnabled", true))
                .statusCode(400)
                .body("code", equalTo("DOMAIN_UNVERIFIED"))
                .body("detail", containsString("scimEnabled: The connection has no verified domain"));
        admin.get(admin.platform(), path).body("scimEnabled", equalTo(false));
    }

    @Test
    void anotherOrganizationsConnectionReadsAsNone() {
        House mine = admin.organization();
        House other = admin.organization();
        UUID foreign = admin.connection(other);
        UUID own = admin.connection(mine);
        String owner = admin.person(mine, "owner").token();

        for (String id : List.of(foreign.toString(), UUID.randomUUID().toString(), "nonsense")) {
            admin.get(owner, "/v2/connections/" + id).statusCode(404).body("code", equalTo("CONNECTION_UNKNOWN"));
            admin.patch(owner, "/v2/connections/" + id, Map.of("scimEnabled", true))
                    .statusCode(404);
            admin.get(owner, "/v2/connections/" + id + "/setup").statusCode(404);
        }
        admin.get(owner, "/v2/connections").body("connections.id", equalTo(List.of(own.toString())));
        admin.get(owner, "/v2/connections?organization=" + other.name()).statusCode(404);
        admin.get(admin.person(mine, "editor").token(), "/v2/connections/" + own)
                .statusCode(403);
        admin.post(owner, "/v2/connections", wanted(other, "any.example")).statusCode(404);
    }

    /** R-SSO-18. */
    @Test
    void aConnectionOfSeveralOrganizationsNeedsAnOwnerOfEach() {
        House first = admin.organization();
        House second = admin.organization();
        Map<String, Object> body = new HashMap<>(wanted(first, admin.domain(second)));
        body.put("organizations", List.of(second.name()));
        Person onlyFirst = admin.person(first, "owner");
        Person both = admin.person(first, "owner");
        admin.person(second, "owner", both.accountId(), "Sam");
        String token = admin.reaching(both, first, second);

        admin.post(onlyFirst.token(), "/v2/connections", body)
                .statusCode(404)
                .body("code", equalTo("ORGANIZATION_UNKNOWN"));
        String id = admin.post(token, "/v2/connections", body)
                .statusCode(201)
                .extract()
                .path("id");

        admin.get(token, "/v2/connections/" + id).statusCode(200).body("organizations", hasSize(2));
        admin.get(onlyFirst.token(), "/v2/connections/" + id).statusCode(403);
        admin.get(onlyFirst.token(), "/v2/connections").body("connections", hasSize(0));
        assertThat(admin.events(second.id())).endsWith("SsoConnectionCreated");
    }
}
