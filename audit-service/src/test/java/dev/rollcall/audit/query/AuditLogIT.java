package dev.rollcall.audit.query;

import static dev.rollcall.audit.Suite.eventually;
import static dev.rollcall.audit.Suite.oneTo;
import static dev.rollcall.audit.Suite.publish;
import static dev.rollcall.audit.Suite.sealed;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.audit.Facts;
import dev.rollcall.audit.SourceServer;
import dev.rollcall.contract.account.AccountsApi.MemberStanding;
import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.event.StreamKey;
import dev.rollcall.kit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R-AUD-1, R-AUD-2, R-AUD-6 and R-AUD-8. */
@QuarkusTest
class AuditLogIT {
    private static final Instant MORNING = Instant.parse("2026-03-01T09:00:00.123456Z");

    @Test
    void anEntryShowsWhoDidWhatWithOldAndNewValues() throws Exception {
        // given
        Facts acme = known("acme-" + UUID.randomUUID());
        publish(acme.of(
                EventType.MEMBER_ROLE_CHANGED,
                1,
                Map.of(
                        "before", Map.of("userName", "jane", "role", "member"),
                        "after", Map.of("userName", "jane", "role", "editor"),
                        "pii", Map.of("email", "jane@acme.example"))));
        assertThat(eventually(oneTo(1), () -> sealed(acme.organization()))).isEqualTo(oneTo(1));

        // when
        Map<String, Object> entry = logs(ask(acme, owner(acme), Map.of())).getFirst();

        // then
        assertThat(entry)
                .containsEntry("orgSeq", 1)
                .containsEntry("action", "org.member.role.change")
                .containsEntry("action_description", "Member role changed")
                .containsEntry("name", "jane")
                .containsEntry("actor", acme.actor())
                .containsEntry("type", "dev.rollcall.membership.MemberRoleChanged.v1")
                .containsKeys("auditIndex", "eventId", "timestamp", "account");
        assertThat((Map<String, String>) entry.get("data"))
                .containsEntry("old.role", "member")
                .containsEntry("new.role", "editor")
                .containsEntry("source", "scim")
                .containsEntry("traceId", "4bf92f3577b34da6a3ce929d0e0e4736")
                .containsEntry("email", "jane@acme.example")
                .doesNotContainKey("old.userName");
    }

    @Test
    void theNameOfAnOrganizationWorksAsItsIdDoes() throws Exception {
        // given
        String name = "acme-" + UUID.randomUUID();
        Facts acme = known(name);
        publish(acme.of(EventType.DOMAIN_ADDED, 1, Map.of("domain", "acme.example")), acme.provisioned(2, "jane"));
        assertThat(eventually(oneTo(2), () -> sealed(acme.organization()))).isEqualTo(oneTo(2));

        // when
        Response byName = get(name.toUpperCase(java.util.Locale.ROOT), owner(acme), Map.of("name", name));

        // then
        assertThat(byName.statusCode()).isEqualTo(200);
        assertThat(logs(byName)).hasSize(1);
        assertThat(logs(byName).getFirst())
                .containsEntry("account", name)
                .containsEntry("name", name)
                .containsEntry("action", "org.domain.create");
    }

    @Test
    void eachFilterNarrowsTheLog() throws Exception {
        // given
        Facts acme = known("acme-" + UUID.randomUUID());
        publish(
                acme.provisioned(1, "jane", MORNING),
                acme.provisioned(2, "john", MORNING.plusSeconds(3_600)),
                acme.of(EventType.USER_DEACTIVATED, 3, Map.of("before", Map.of("userName", "jane"))));
        assertThat(eventually(oneTo(3), () -> sealed(acme.organization()))).isEqualTo(oneTo(3));
        String owner = owner(acme);

        // when, then
        assertThat(seqs(ask(acme, owner, Map.of()))).containsExactly(3, 2, 1);
        assertThat(seqs(ask(acme, owner, Map.of("action", "org.member.provision"))))
                .containsExactly(2, 1);
        assertThat(seqs(ask(acme, owner, Map.of("action", "org.member.add"))))
                .as("alias")
                .containsExactly(2, 1);
        assertThat(seqs(ask(acme, owner, Map.of("action", "org.team.create")))).isEmpty();
        assertThat(seqs(ask(acme, owner, Map.of("name", "jane")))).containsExactly(3, 1);
        assertThat(seqs(ask(acme, owner, Map.of("name", "jane", "action", "org.member.deprovision"))))
                .containsExactly(3);
        assertThat(seqs(ask(acme, owner, Map.of("actor", acme.actor())))).containsExactly(3, 2, 1);
        assertThat(seqs(ask(acme, owner, Map.of("actor", "user:" + UUID.randomUUID()))))
                .isEmpty();
        assertThat(seqs(ask(acme, owner, Map.of("to", "2026-03-01T09:30:00Z")))).containsExactly(1);
        assertThat(seqs(ask(acme, owner, Map.of("from", "2026-03-01T10:00:00+01:00", "to", "2026-03-01T10:00:01Z"))))
                .containsExactly(2, 1);
        assertThat(seqs(ask(
                        acme,
                        owner,
                        Map.of("from", "2026-03-01T09:00:00.123456Z", "to", "2026-03-01T09:00:00.123456Z"))))
                .as("both ends included")
                .containsExactly(1);
        assertThat(seqs(ask(acme, owner, Map.of("from", "2026-03-02T00:00:00Z"))))
                .containsExactly(3);
        assertThat(seqs(ask(acme, owner, Map.of("to", "2020-01-01T00:00:00Z")))).isEmpty();
    }

    @Test
    void pagesAndCursorsShowEachEntryOnceWhileTheLogGrows() throws Exception {
        // given
        Facts acme = known("acme-" + UUID.randomUUID());
        publish(IntStream.rangeClosed(1, 60)
                .mapToObj(seq -> acme.provisioned(seq, "user" + seq))
                .toList());
        assertThat(eventually(oneTo(60), () -> sealed(acme.organization()))).isEqualTo(oneTo(60));
        String owner = owner(acme);

        // when
        Response first = ask(acme, owner, Map.of());
        publish(acme.provisioned(61, "late"));
        assertThat(eventually(oneTo(61), () -> sealed(acme.organization()))).isEqualTo(oneTo(61));
        List<Integer> seen = new ArrayList<>(seqs(first));
        String next = first.path("next");
        while (next != null) {
            Response page = ask(acme, owner, Map.of("cursor", next));
            seen.addAll(seqs(page));
            next = page.path("next");
        }

        // then
        assertThat(seqs(first)).hasSize(25);
        assertThat(first.header("Link")).contains("rel=\"next\"").contains("cursor=");
        assertThat(seen).isEqualTo(oneTo(60).reversed());
        assertThat(seqs(ask(acme, owner, Map.of("page", "3", "page_size", "30"))))
                .containsExactly(1);
        assertThat(seqs(ask(acme, owner, Map.of("page", "4", "page_size", "30"))))
                .isEmpty();
        assertThat(seqs(ask(acme, owner, Map.of("page_size", "1")))).containsExactly(61);
    }

    @Test
    void aFollowerReadsOnFromTheLastIndexItSaw() throws Exception {
        // given
        Facts acme = known("acme-" + UUID.randomUUID());
        publish(acme.provisioned(1, "a"), acme.provisioned(2, "b"), acme.provisioned(3, "c"));
        assertThat(eventually(oneTo(3), () -> sealed(acme.organization()))).isEqualTo(oneTo(3));
        String owner = owner(acme);

        // when
        Response first = ask(acme, owner, Map.of("after", "-1", "page_size", "2"));
        Response second = ask(acme, owner, Map.of("cursor", first.path("next"), "page_size", "2"));
        int last = (int) logs(second).getLast().get("auditIndex");

        // then
        assertThat(seqs(first)).containsExactly(1, 2);
        assertThat(seqs(second)).containsExactly(3);
        assertThat(second.<String>path("next")).isNull();
        assertThat(seqs(ask(acme, owner, Map.of("after", String.valueOf(last)))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "page | 0",
                "page | -1",
                "page | one",
                "page | 401",
                "page_size | 0",
                "page_size | 101",
                "page_size | 1.5",
                "page_size | 99999999999999999999",
                "from | yesterday",
                "from | 2026-02-30T00:00:00Z",
                "to | 2026-01-01",
                "to | +999999999-01-01T00:00:00Z",
                "action | Provisioned",
                "action | org",
                "action | ''",
                "name | ''",
                "cursor | nonsense",
                "cursor | YmVmb3JlOi0x",
                "after | x",
                "after | -2"
            })
    void aBadParameterIsRefusedByItsName(String parameter, String value) {
        // given
        Facts acme = known("acme-" + UUID.randomUUID());

        // when
        Response answer = ask(acme, owner(acme), Map.of(parameter, value));

        // then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.<String>path("detail")).contains(parameter);
        assertThat(answer.<String>path("code")).isIn("VALUE_INVALID", "CURSOR_INVALID");
        assertThat(answer.<String>path("traceId")).hasSize(32);
    }

    @Test
    void parametersThatContradictOrRepeatOrDoNotExistAreRefused() {
        // given
        Facts acme = known("acme-" + UUID.randomUUID());
        String owner = owner(acme);

        // when, then
        assertThat(ask(acme, owner, Map.of("from", "2026-02-01T00:00:00Z", "to", "2026-01-01T00:00:00Z"))
                        .<String>path("detail"))
                .isEqualTo("from: is later than to.");
        assertThat(ask(acme, owner, Map.of("page", "2", "after", "1")).statusCode())
                .isEqualTo(400);
        assertThat(ask(acme, owner, Map.of("pagesize", "2")).statusCode()).isEqualTo(400);
        assertThat(given().auth()
                        .oauth2(owner)
                        .queryParam("name", "a", "b")
                        .get("/v2/auditlogs/" + acme.organization())
                        .statusCode())
                .isEqualTo(400);
        assertThat(ask(acme, owner, Map.of("name", "a\u0000b")).statusCode()).isEqualTo(400);
    }

    @Test
    void onlyOwnersTheBreakGlassOwnerAndTokensWithTheScopeRead() throws Exception {
        // given
        Facts acme = known("acme-" + UUID.randomUUID());
        Facts globex = known("globex-" + UUID.randomUUID());
        publish(acme.provisioned(1, "jane"));
        assertThat(eventually(oneTo(1), () -> sealed(acme.organization()))).isEqualTo(oneTo(1));
        String path = acme.organization().toString();

        // when, then
        assertThat(get(path, null, Map.of()).statusCode()).isEqualTo(401);
        assertThat(get(path, "garbage", Map.of()).statusCode()).isEqualTo(401);
        assertThat(get(path, member(acme, "editor", true), Map.of()).statusCode())
                .isEqualTo(403);
        assertThat(get(path, member(acme, "owner", false), Map.of()).statusCode())
                .as("deactivated")
                .isEqualTo(401);
        assertThat(get(path, organizationToken(acme, "scope-member-read"), Map.of())
                        .statusCode())
                .isEqualTo(403);
        assertThat(get(path, organizationToken(acme, "scope-activity-read"), Map.of())
                        .statusCode())
                .isEqualTo(200);
        assertThat(get(path, TestTokens.platform(UUID.randomUUID()), Map.of()).statusCode())
                .isEqualTo(200);
        assertThat(get(path, owner(acme), Map.of()).statusCode()).isEqualTo(200);
        for (String foreign : List.of(owner(globex), organizationToken(globex, "scope-activity-read"))) {
            Response refused = get(path, foreign, Map.of());
            assertThat(refused.statusCode()).isEqualTo(404);
            assertThat(refused.<String>path("detail"))
                    .isEqualTo(get("no-such-organization", foreign, Map.of()).path("detail"));
        }
        assertThat(seqs(get(globex.organization().toString(), owner(globex), Map.of())))
                .isEmpty();
        assertThat(get(UUID.randomUUID().toString(), TestTokens.platform(UUID.randomUUID()), Map.of())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void onlyTheBreakGlassOwnerReadsThePlatformsLog() throws Exception {
        // given
        Facts acme = known("acme-" + UUID.randomUUID());
        UUID account = UUID.randomUUID();
        publish(acme.event(StreamKey.account(account), EventType.ACCOUNT_CREATED, 1, Instant.now(), Map.of()));
        String platform = TestTokens.platform(UUID.randomUUID());

        // when
        List<String> streams = eventually(
                List.of("/membership/account/" + account),
                () -> logs(get("platform", platform, Map.of("page_size", "1"))).stream()
                        .map(entry -> ((Map<String, String>) entry.get("data")).get("stream"))
                        .toList());

        // then
        assertThat(streams).containsExactly("/membership/account/" + account);
        assertThat(get("platform", owner(acme), Map.of()).statusCode()).isEqualTo(403);
        assertThat(get("platform", null, Map.of()).statusCode()).isEqualTo(401);
    }

    @Test
    void actionsAreListedByCategory() {
        // given
        Facts acme = known("acme-" + UUID.randomUUID());

        // when
        Response answer = get(acme.organization() + "/actions", owner(acme), Map.of());

        // then
        assertThat(answer.statusCode()).isEqualTo(200);
        Map<String, Object> toggle =
                answer.path("actions.enterprise.actions.find { it.name == 'sso.connection.jit_toggle' }");
        assertThat(toggle)
                .containsEntry("label", "Toggle JIT provisioning")
                .containsEntry("description", "Events: JitEnabled, JitDisabled");
        assertThat(answer.<List<String>>path("actions.org.actions.name")).contains("member.provision", "member.add");
        assertThat(answer.<Object>path("actions.account")).isNull();
        assertThat(get(acme.organization() + "/actions", null, Map.of()).statusCode())
                .isEqualTo(401);
    }

    private static Facts known(String name) {
        Facts facts = Facts.ofSomeOrganization();
        SourceServer.organization(facts.organization(), name);
        return facts;
    }

    private static String owner(Facts facts) {
        return member(facts, "owner", true);
    }

    private static String member(Facts facts, String role, boolean active) {
        UUID member = UUID.randomUUID();
        SourceServer.standing(new MemberStanding(member, facts.organization(), active, role, 1));
        return TestTokens.member(UUID.randomUUID(), facts.organization(), member, role, 1);
    }

    private static String organizationToken(Facts facts, String scope) {
        return TestTokens.organization(UUID.randomUUID(), facts.organization(), Set.of(scope));
    }

    private static Response ask(Facts facts, String token, Map<String, String> parameters) {
        return get(facts.organization().toString(), token, parameters);
    }

    private static Response get(String path, String token, Map<String, String> parameters) {
        var request = given().queryParams(parameters);
        return (token == null ? request : request.auth().oauth2(token)).get("/v2/auditlogs/" + path);
    }

    private static List<Map<String, Object>> logs(Response response) {
        return response.path("logs");
    }

    private static List<Integer> seqs(Response response) {
        return response.path("logs.orgSeq");
    }
}
