package dev.rollcall.sso.trace;

import static dev.rollcall.sso.Gateway.somebody;
import static dev.rollcall.sso.MembershipStandIn.ACME;
import static dev.rollcall.sso.MembershipStandIn.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.hamcrest.Matchers.equalTo;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.signin.DecisionRow;
import dev.rollcall.contract.signin.SignInAnswer;
import dev.rollcall.contract.signin.SignInEffect;
import dev.rollcall.contract.signin.SignInNote;
import dev.rollcall.kit.TestTokens;
import dev.rollcall.sso.ConnectionBook;
import dev.rollcall.sso.MemberBook;
import dev.rollcall.sso.MembershipStandIn;
import dev.rollcall.sso.identity.ProvenIdentity;
import dev.rollcall.sso.identity.ProvenIdentity.Protocol;
import dev.rollcall.sso.secret.Fresh;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** R-TRB-1, R-TRB-12, R-JIT-19, R-SSO-17: what owners see of their people's sign-ins, and nobody else. */
@QuarkusTest
class TracesIT {
    private static final Map<String, List<String>> SENT =
            Map.of("email", List.of("ada@acme.test"), "groups", List.of("acme:dev", "bad"), "badge", List.of("4711"));

    @Inject
    FlowTraces traces;

    @Inject
    DataSource database;

    @Inject
    TraceRetention retention;

    private final UUID connection = ConnectionBook.connection(ACME);

    private static RequestSpecification owner(String role, Map<String, UUID> organizations, UUID organization) {
        UUID account = MemberBook.account(role, organizations);
        UUID member = MemberBook.entries(account).stream()
                .filter(each -> each.organizationId().equals(organization))
                .findFirst()
                .orElseThrow()
                .memberId();
        return somebody()
                .auth()
                .preemptive()
                .oauth2(TestTokens.member(account, organization, member, role, 1, Set.copyOf(organizations.values())));
    }

    private static RequestSpecification ofAcme() {
        return owner("owner", Map.of("acme", ACME), ACME);
    }

    private static ProvenIdentity identity() {
        return new ProvenIdentity(
                Protocol.SAML,
                "https://idp",
                "ada@acme.test",
                null,
                "ada@acme.test",
                "Ada",
                null,
                null,
                null,
                null,
                null,
                List.of("acme:dev", "bad"),
                null,
                "s1",
                Instant.EPOCH,
                SENT);
    }

    private FlowTrace begin() {
        return traces.begin(Fresh.id(), Protocol.SAML, connection, false);
    }

    private FlowTrace failed(String code) {
        FlowTrace trace = begin();
        trace.failed(code, "https://ours", "https://<script>theirs", "The audience in your IdP's application");
        traces.write(trace);
        return trace;
    }

    private FlowTrace granted() {
        FlowTrace trace = begin();
        trace.read(identity());
        trace.decided(new SignInAnswer.Granted(
                DecisionRow.MEMBER_WITH_GROUPS,
                UUID.randomUUID(),
                "ada",
                List.of(),
                List.of(new SignInEffect(SignInEffect.Kind.TEAM_ADDED, ACME, "Added to team dev.")),
                List.of(new SignInNote(SignInNote.Code.GROUPS_MALFORMED, "Not of the form.", List.of("bad")))));
        traces.write(trace);
        return trace;
    }

    private JsonPath shown(String trace) {
        return ofAcme().get("/v2/traces/{trace}", trace)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @Test
    void aFlowOfTwoRequestsIsOneTraceWithTheStepsOfBoth() {
        // given
        UUID flow = Fresh.id();
        FlowTrace start = traces.begin(flow, Protocol.SAML, connection, false);
        start.step("sent to the identity provider", "AuthnRequest to https://idp");
        traces.write(start);
        assertThat(shown(start.mnemonic()).getString("outcome")).isEqualTo("BEGUN");

        // when
        FlowTrace end = traces.resume(flow, start.mnemonic(), Protocol.SAML, connection, false);
        end.step("answer received", "Response by POST");
        end.read(identity());
        end.decided(new SignInAnswer.Denied(
                DecisionRow.NEW_JIT_OFF,
                Refusal.JIT_DISABLED,
                "Access denied",
                "User is not assigned.",
                "JIT",
                List.of()));
        traces.write(end);

        // then
        JsonPath trace = shown(start.mnemonic());
        assertThat(trace.getString("id")).isEqualTo(flow.toString());
        assertThat(trace.getString("outcome")).isEqualTo("DENIED");
        assertThat(trace.getString("code")).isEqualTo("JIT_DISABLED");
        assertThat(trace.getString("setting")).isEqualTo("JIT");
        assertThat(trace.getInt("decision.number")).isEqualTo(13);
        assertThat(trace.<String>getList("steps.name"))
                .containsExactly("sent to the identity provider", "answer received", "decided");
        assertThat(trace.getString("person")).isEqualTo("ada@acme.test");
        assertThat(trace.<String>getList("attributes.email")).containsExactly("ada@acme.test");
        assertThat(trace.getString("attributes.badge")).doesNotContain("4711");
        assertThat(trace.getList("readings.find { it.what == 'e-mail' }.from")).containsExactly("email");
    }

    @Test
    void failuresStandFirstThenTheNewest() {
        // given
        FlowTrace good = granted();
        FlowTrace bad = failed("audience_mismatch");
        FlowTrace better = granted();
        FlowTrace worse = failed("expired");

        // when
        JsonPath list = ofAcme().get("/v2/traces?connection=" + connection).jsonPath();

        // then
        assertThat(list.<String>getList("traces.mnemonic"))
                .containsExactly(worse.mnemonic(), bad.mnemonic(), better.mnemonic(), good.mnemonic());
        assertThat(list.getList("traces.steps")).containsOnlyNulls();
        assertThat(list.getString("next")).isNull();
    }

    @Test
    void theListIsPagedAndNarrowed() {
        // given
        granted();
        failed("audience_mismatch");
        failed("expired");

        // when: two at a time
        var first = ofAcme().get("/v2/traces?page_size=2&connection=" + connection);
        String next = first.path("next");
        var second = ofAcme().get("/v2/traces?page_size=2&connection=" + connection + "&cursor=" + next);

        // then
        assertThat(first.header("Link")).contains("cursor=" + next).contains("rel=\"next\"");
        assertThat(first.jsonPath().<String>getList("traces.code")).containsExactly("expired", "audience_mismatch");
        assertThat(second.jsonPath().<String>getList("traces.outcome")).containsExactly("GRANTED");
        assertThat(second.<String>path("next")).isNull();
        narrowed("code=expired", "FAILED");
        narrowed("outcome=granted", "GRANTED");
        narrowed("q=ADA@", "GRANTED");
        narrowed("q=AUDIENCE_MISMATCH", "FAILED");
        narrowed("q=bob");
    }

    private void narrowed(String query, String... outcomes) {
        JsonPath list = ofAcme().get("/v2/traces?connection=" + connection + "&" + query)
                .jsonPath();
        assertThat(list.<String>getList("traces.outcome")).containsExactly(outcomes);
    }

    /** R-NEG-93. */
    @Test
    void anotherOrganizationsOwnerFindsNothing() {
        // given
        FlowTrace trace = failed("expired");
        String id = shown(trace.mnemonic()).getString("id");
        RequestSpecification stranger = owner("owner", Map.of("globex", GLOBEX), GLOBEX);

        // then
        for (String path : List.of("/v2/traces/" + trace.mnemonic(), "/v2/traces/" + id)) {
            stranger.get(path).then().statusCode(404).body("code", equalTo("TRACE_UNKNOWN"));
        }
        stranger.get("/v2/traces?connection=" + connection)
                .then()
                .statusCode(404)
                .body("code", equalTo("CONNECTION_UNKNOWN"));
        stranger.get("/v2/traces?connection=" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .body("code", equalTo("CONNECTION_UNKNOWN"));
        somebody().get("/v2/traces/" + trace.mnemonic()).then().statusCode(401);
    }

    @Test
    void onlyOwnersOfAllItsOrganizationsSeeAConnectionsTraces() {
        // given
        UUID shared = ConnectionBook.connection(ACME, GLOBEX);
        FlowTrace trace = traces.begin(Fresh.id(), Protocol.OIDC, shared, false);
        traces.write(trace);
        String path = "/v2/traces/" + trace.mnemonic();

        UUID both = MemberBook.account("owner", Map.of("acme", ACME, "globex", GLOBEX));
        UUID ofAcme = MemberBook.entries(both).stream()
                .filter(each -> each.organizationId().equals(ACME))
                .findFirst()
                .orElseThrow()
                .memberId();

        // then: whose sign-in was for one of them is an owner of that one
        somebody()
                .auth()
                .preemptive()
                .oauth2(TestTokens.member(both, ACME, ofAcme, "owner", 1))
                .get(path)
                .then()
                .statusCode(403)
                .body("code", equalTo("ROLE_INSUFFICIENT"));
        owner("member", Map.of("acme", ACME), ACME).get(path).then().statusCode(403);
        ofAcme().get(path).then().statusCode(403).body("code", equalTo("ROLE_INSUFFICIENT"));
        owner("owner", Map.of("acme", ACME, "globex", GLOBEX), ACME)
                .get(path)
                .then()
                .statusCode(200);
        somebody()
                .auth()
                .preemptive()
                .oauth2(TestTokens.platform(MembershipStandIn.OWNER_ACCOUNT))
                .get(path)
                .then()
                .statusCode(200);
    }

    @Test
    void theTraceIdMayBeReadOutAndTypedInAnyWay() {
        FlowTrace trace = granted();
        assertThat(shown(trace.mnemonic().toUpperCase(java.util.Locale.ROOT).replace('-', ' '))
                        .getString("mnemonic"))
                .isEqualTo(trace.mnemonic());
        for (String wrong : List.of("x", "amber-amber-amber-amber", "' OR 1=1 --", "x".repeat(3_000))) {
            ofAcme().get("/v2/traces/{trace}", wrong).then().statusCode(404);
        }
    }

    @Test
    void wrongParametersAreRefusedInWords() {
        for (String query : List.of(
                "",
                "?connection=1",
                "?connection=" + connection + "&outcome=maybe",
                "?connection=" + connection + "&page_size=0",
                "?connection=" + connection + "&page_size=201",
                "?connection=" + connection + "&cursor=eA",
                "?connection=" + connection + "&cursor=%00",
                "?connection=" + connection + "&q=" + "x".repeat(201))) {
            assertThat(ofAcme().get("/v2/traces" + query).statusCode())
                    .as(query)
                    .isIn(400, 404);
        }
    }

    /** R-NEG-41: a decision stands, whatever is sent to its flow afterwards; a failure gives way to the answer that comes later. */
    @Test
    void whoSendsToAFlowThatIsOverAddsAStepAndChangesNothing() {
        // given
        FlowTrace good = granted();
        UUID flow = UUID.fromString(shown(good.mnemonic()).getString("id"));

        // when
        for (int i = 0; i < 200; i++) {
            FlowTrace again = traces.resume(flow, good.mnemonic(), Protocol.SAML, connection, false);
            again.failed("replay", "one use", "another", null);
            traces.write(again);
        }

        // then
        JsonPath trace = shown(good.mnemonic());
        assertThat(trace.getString("outcome")).isEqualTo("GRANTED");
        assertThat(trace.getString("code")).isNull();
        assertThat(trace.getString("expected")).isNull();
        assertThat(trace.<String>getList("steps.name")).contains("failed").hasSizeLessThan(110);

        // and: the other way round
        FlowTrace first = failed("signature_missing");
        UUID other = UUID.fromString(shown(first.mnemonic()).getString("id"));
        FlowTrace then = traces.resume(other, first.mnemonic(), Protocol.SAML, connection, false);
        then.decided(new SignInAnswer.Granted(
                DecisionRow.MEMBER, UUID.randomUUID(), "ada", List.of(), List.of(), List.of()));
        traces.write(then);
        assertThat(shown(first.mnemonic()).getString("outcome")).isEqualTo("GRANTED");
        assertThat(shown(first.mnemonic()).getString("expected")).isNull();
    }

    @Test
    void aTraceThatCannotBeWrittenFailsNobody() {
        FlowTraces broken = new FlowTraces(new BrokenSource(), Clock.systemUTC());
        FlowTrace trace = broken.begin(Fresh.id(), Protocol.SAML, connection, false);
        assertThatCode(() -> broken.write(trace)).doesNotThrowAnyException();
    }

    /** Anybody can begin a flow: what nobody ends is kept for a day, and of one connection no more than so many. */
    @Test
    void whatWasOnlyBegunIsForgottenSoonAndBeyondABound() {
        // given
        FlowTrace ended = granted();
        List<FlowTrace> begun = List.of(begin(), begin(), begin());
        begun.forEach(traces::write);

        // when
        retention.forgetBegun(Instant.now(), 2);

        // then: the eldest has made room
        assertThat(isKept(begun.get(0))).isFalse();
        assertThat(isKept(begun.get(1))).isTrue();
        assertThat(isKept(begun.get(2))).isTrue();

        // and: its answer is told all the same
        begun.get(0).failed("expired", null, null, null);
        traces.write(begun.get(0));
        assertThat(shown(begun.get(0).mnemonic()).getString("outcome")).isEqualTo("FAILED");

        // when
        retention.forgetBegun(Instant.now().plus(TraceRetention.BEGUN_KEPT).plusSeconds(1));

        // then
        assertThat(isKept(begun.get(2))).isFalse();
        assertThat(isKept(begun.get(0))).isTrue();
        assertThat(isKept(ended)).isTrue();
    }

    private boolean isKept(FlowTrace trace) {
        return ofAcme().get("/v2/traces/" + trace.mnemonic()).statusCode() == 200;
    }

    /** R-JIT-19. */
    @Test
    void aTraceIsKeptForNinetyDays() {
        // given
        FlowTrace trace = granted();

        // then
        retention.forget(Instant.now().plus(TraceRetention.KEPT).minus(Duration.ofMinutes(1)));
        shown(trace.mnemonic());
        retention.forget(Instant.now().plus(TraceRetention.KEPT).plusSeconds(1));
        ofAcme().get("/v2/traces/" + trace.mnemonic()).then().statusCode(404);
    }

    /** R-SSO-17, R-NEG-92: of a test sign-in everything that came is kept, with what would happen. */
    @Test
    void aTestSignInKeepsWhatCameHowItWasReadAndWhatWouldHappen() {
        // given
        FlowTrace trace = traces.begin(Fresh.id(), Protocol.SAML, connection, true);
        trace.read(identity());
        trace.decided(new SignInAnswer.Foreseen(
                DecisionRow.NEW_AS_MAPPED,
                List.of(new SignInEffect(SignInEffect.Kind.JOINED, ACME, "Joins acme as member.")),
                List.of(new SignInNote(SignInNote.Code.GROUPS_MALFORMED, "Not of the form.", List.of("bad")))));
        traces.write(trace);

        // then
        JsonPath shown = shown(trace.mnemonic());
        assertThat(shown.getBoolean("test")).isTrue();
        assertThat(shown.getString("outcome")).isEqualTo("FORESEEN");
        assertThat(shown.<String>getList("attributes.badge")).containsExactly("4711");
        assertThat(shown.getInt("decision.number")).isEqualTo(7);
        assertThat(shown.<String>getList("decision.effects.detail")).containsExactly("Joins acme as member.");
        assertThat(shown.<String>getList("decision.notes[0].values")).containsExactly("bad");
        assertThat(shown.getString("readings.find { it.what == 'groups' }.value"))
                .isEqualTo("acme:dev, bad");
    }

    /** R-SSO-17, R-NEG-69: the page of a test sign-in, with everything escaped. */
    @Test
    void theTestSignInsPageIsEscaped() {
        // given
        FlowTrace trace = traces.begin(Fresh.id(), Protocol.SAML, connection, true);
        trace.read(identity());
        trace.received(Map.of("<script>alert(1)</script>", List.of("<img src=x>")));
        trace.decided(new SignInAnswer.Foreseen(
                DecisionRow.NEW_AS_MAPPED,
                List.of(new SignInEffect(SignInEffect.Kind.JOINED, ACME, "Joins <b>acme</b> as member.")),
                List.of(new SignInNote(SignInNote.Code.GROUPS_MALFORMED, "Not of the form.", List.of("<i>bad")))));

        // when
        String page = TestResult.page(trace).render();

        // then
        assertThat(page)
                .contains(
                        "This person would get in",
                        "Row 7",
                        "Joins &lt;b&gt;acme&lt;/b&gt; as member.",
                        "&lt;img src=x&gt;")
                .contains(trace.mnemonic())
                .doesNotContain("<i>bad", "<script", "<img");
    }

    /** R-TRB-12: received, expected, and the setting to change. */
    @Test
    void aFailureNamesWhatWasExpectedWhatCameAndWhatToChange() {
        JsonPath trace = shown(failed("audience_mismatch").mnemonic());
        assertThat(trace.getString("code")).isEqualTo("audience_mismatch");
        assertThat(trace.getString("expected")).isEqualTo("https://ours");
        assertThat(trace.getString("received")).isEqualTo("https://<script>theirs");
        assertThat(trace.getString("setting")).contains("audience");
        assertThat(trace.getString("endedAt")).isNotNull();
    }

    @Test
    void thePersonIsFoundInTheDatabaseInNoOtherForm() throws SQLException {
        // given
        FlowTrace trace = granted();

        // then: no raw message, no column beyond those that are meant
        try (Connection connection = database.getConnection();
                var select = connection.prepareStatement("SELECT body::text FROM flow_trace WHERE mnemonic = ?")) {
            select.setString(1, trace.mnemonic());
            try (var row = select.executeQuery()) {
                row.next();
                assertThat(row.getString(1)).doesNotContain("4711").contains("ada@acme.test");
            }
        }
    }
}
