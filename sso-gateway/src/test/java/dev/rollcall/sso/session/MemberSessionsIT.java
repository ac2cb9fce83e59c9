package dev.rollcall.sso.session;

import static dev.rollcall.sso.Gateway.COOKIE;
import static dev.rollcall.sso.Gateway.awaitEvents;
import static dev.rollcall.sso.Gateway.formToken;
import static dev.rollcall.sso.Gateway.somebody;
import static dev.rollcall.sso.session.MemberCookies.CONNECTION;
import static dev.rollcall.sso.session.MemberCookies.HERE;
import static dev.rollcall.sso.session.MemberCookies.PROVED;
import static dev.rollcall.sso.session.MemberCookies.ada;
import static dev.rollcall.sso.session.MemberCookies.grace;
import static dev.rollcall.sso.session.MemberCookies.order;
import static dev.rollcall.sso.session.MemberCookies.signIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.sso.MemberBook;
import dev.rollcall.sso.MembershipStandIn;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** People for whom an identity provider vouched, from their sign-in to their session's end. */
@QuarkusTest
class MemberSessionsIT {
    @Inject
    MemberSessions members;

    @Inject
    Sessions sessions;

    private SessionSecret open(UUID account) {
        return members.open(signIn(account), HERE, Optional.empty());
    }

    private Session found(SessionSecret secret) {
        return sessions.find(secret).orElseThrow();
    }

    private static Response account(SessionSecret secret) {
        return somebody().cookie(COOKIE, secret.value()).get("/account");
    }

    @Test
    void aSessionStandsOnTheMembershipsOfItsSignIn() {
        // given
        UUID account = grace();

        // when
        Session session = found(open(account));

        // then
        assertThat(session.accountId()).isEqualTo(account);
        assertThat(session.platform()).isFalse();
        assertThat(session.live()).extracting(HeldGrant::organization).containsExactly("acme", "globex");
        assertThat(session.idp().connectionId()).isEqualTo(CONNECTION);
        assertThat(session.checkedAt()).isNotNull();
    }

    /** R-SSO-7. */
    @Test
    void aSessionLivesAsLongAsTheIdentityProviderSays() {
        // when
        SessionSecret secret = members.open(signIn(ada(), "ada@acme.test", "1", 30), HERE, Optional.empty());

        // then
        Session session = found(secret);
        assertThat(Duration.between(session.createdAt(), session.expiresAt())).isEqualTo(Duration.ofMinutes(30));
    }

    @Inject
    ExpiredSessions expired;

    @Test
    void whatHasExpiredIsClearedAwayWithItsGrants() {
        // given
        SessionSecret brief = members.open(signIn(ada(), "ada@acme.test", "1", 1), HERE, Optional.empty());
        SessionSecret usual = open(ada());

        // when
        int cleared = expired.clear(Instant.now().plus(Duration.ofMinutes(2)));

        // then
        assertThat(cleared).isPositive();
        assertThat(sessions.find(brief)).isEmpty();
        assertThat(sessions.find(usual)).isPresent();
    }

    /** R-NEG-66. */
    @Test
    void aCookieFromBeforeTheSignInIsWorthNothingAfterIt() {
        // given
        UUID account = ada();
        SessionSecret before = open(account);

        // when
        SessionSecret after = members.open(signIn(account), HERE, Optional.of(before));

        // then
        assertThat(after).isNotEqualTo(before);
        assertThat(sessions.find(before)).isEmpty();
        assertThat(sessions.list(account, false)).hasSize(1);
    }

    /** R-NEG-66: the browser keeps a Lax cookie back when the identity provider's page posts, but the flow knows the session. */
    @Test
    void theSessionThatTheFlowBeganInEndsThoughItsCookieStaysAway() {
        // given
        SessionSecret before = open(ada());
        var place = members.current(Optional.of(before)).orElseThrow();

        // when
        SessionSecret after = members.openInsteadOf(place, signIn(ada()), HERE);

        // then
        assertThat(sessions.find(before)).isEmpty();
        assertThat(sessions.find(after)).isPresent();
        assertThat(members.current(Optional.of(before))).isEmpty();
        assertThat(members.current(Optional.empty())).isEmpty();
    }

    @Test
    void whoHasAsManySessionsAsThereMayBeLosesTheOldest() {
        // given
        UUID account = ada();
        SessionSecret oldest = members.openInsteadOf(null, signIn(account), HERE);
        SessionSecret second = members.openInsteadOf(null, signIn(account), HERE);
        for (int i = 3; i <= Sessions.PER_ACCOUNT_MAX; i++) {
            members.openInsteadOf(null, signIn(account), HERE);
        }
        assertThat(sessions.find(oldest)).isPresent();

        // when
        SessionSecret newest = members.openInsteadOf(null, signIn(account), HERE);

        // then
        assertThat(sessions.find(oldest)).isEmpty();
        assertThat(sessions.find(second)).isPresent();
        assertThat(sessions.find(newest)).isPresent();
        assertThat(sessions.list(account, false)).hasSize(Sessions.PER_ACCOUNT_MAX);
    }

    /** R-NEG-72, R-SCIM-34. */
    @Test
    void anEpochThatWasOldAtSignInIsVoidAtTheFirstUse() {
        // given: the grant is under way while the deactivation is answered
        UUID account = ada();
        MemberSignIn granted = signIn(account);
        MemberBook.deactivate(account, "acme");

        // when
        SessionSecret secret = members.open(granted, HERE, Optional.empty());

        // then
        account(secret)
                .then()
                .statusCode(401)
                .body(containsString("deactivated"))
                .body(containsString("Trace id"));
        somebody()
                .cookie(COOKIE, secret.value())
                .get("/v2/sessions")
                .then()
                .statusCode(401)
                .body("code", equalTo("SESSION_ENDED"))
                .body("detail", containsString("deactivated"));
    }

    @Test
    void whatIsLeftOfASessionGoesOnAndItsEndIsToldToEachOrganization() {
        // given
        UUID account = grace();
        SessionSecret secret = open(account);
        UUID id = found(secret).id();

        // when
        MemberBook.deactivate(account, "acme");
        Session left = later(secret, SessionRules.LOOK_AGE_MAX).orElseThrow();
        MemberBook.deactivate(account, "globex");
        Optional<Session> none = later(secret, SessionRules.LOOK_AGE_MAX.multipliedBy(2));

        // then
        assertThat(left.live()).extracting(HeldGrant::organization).containsExactly("globex");
        assertThat(none).isEmpty();
        for (UUID organization : List.of(MembershipStandIn.ACME, MembershipStandIn.GLOBEX)) {
            awaitEvents("sso.signin.org." + organization, all -> all.stream().anyMatch(event -> revoked(event, id)));
        }
    }

    @SuppressWarnings("unchecked")
    private static boolean revoked(Map<String, Object> event, UUID session) {
        var data = (Map<String, Object>) event.get("data");
        return event.get("type").equals("dev.rollcall.sso.SessionRevoked.v1")
                && data.get("sessionId").equals(session.toString())
                && data.get("connectionId").equals(CONNECTION.toString())
                && ((Map<String, Object>) data.get("reason")).get("code").equals("MEMBERSHIPS_ENDED");
    }

    @Inject
    SessionReplicas replicas;

    private Optional<Session> later(SessionSecret secret, Duration later) {
        return replicas.later(later).find(secret);
    }

    @Test
    void aMembersAccountPageShowsEachMembershipWithRoleAndSince() {
        // given
        UUID account = grace();
        SessionSecret secret = open(account);

        // when
        Response page = account(secret);

        // then
        page.then()
                .statusCode(200)
                .body(containsString("acme Inc."))
                .body(containsString("globex Inc."))
                .body(containsString("member"))
                .body(containsString("3 February 2026"))
                .body(containsString("blue, red"))
                .body(not(containsString("break-glass")));
    }

    @Test
    void signingOutSaysThatTheIdentityProviderKeepsASessionOfItsOwn() {
        // given
        SessionSecret secret = open(ada());
        String form = formToken(account(secret));

        // when
        Response answer = somebody()
                .cookie(COOKIE, secret.value())
                .formParam("formToken", form)
                .post("/sign-out");

        // then
        answer.then().statusCode(200).body(containsString("signed out")).body(containsString("may still know you"));
        assertThat(answer.getDetailedCookie(COOKIE).getMaxAge()).isZero();
        account(secret).then().statusCode(303);
    }

    /** R-NEG-47, R-NEG-64. */
    @Test
    void theIdentityProviderEndsItsOwnSessionsOfThatPersonAndNoOther() {
        // given
        String ada = UUID.randomUUID() + "@acme.test";
        String bob = UUID.randomUUID() + "@acme.test";
        String index = "s1-" + UUID.randomUUID(); // of no other test: it is remembered
        SessionSecret one = members.open(signIn(ada(), ada, index, null), HERE, Optional.empty());
        SessionSecret two = members.open(signIn(ada(), ada, "s2", null), HERE, Optional.empty());
        SessionSecret other = members.open(signIn(ada(), bob, index, null), HERE, Optional.empty());

        // then: another connection, an unknown session, another person, nothing named
        assertThat(members.end(order(UUID.randomUUID(), ada))).isZero();
        assertThat(members.end(order(CONNECTION, ada, "s3"))).isZero();
        assertThat(members.end(order(CONNECTION, "eve@acme.test", index))).isZero();
        assertThat(members.end(order(CONNECTION, null))).isZero();

        // and when
        int ended = members.end(order(CONNECTION, ada, index));

        // then
        assertThat(ended).isEqualTo(1);
        account(one).then().statusCode(401).body(containsString("signed you out"));
        assertThat(sessions.find(two)).isPresent();
        assertThat(sessions.find(other)).isPresent();
        assertThat(members.end(order(CONNECTION, ada))).isEqualTo(1);
        assertThat(members.end(order(CONNECTION, null, index))).isEqualTo(1);
        assertThat(sessions.find(other)).isEmpty();
    }

    /** R-NEG-47, R-NEG-64: the order and the sign-in that it means travel different ways, and either may come first. */
    @Test
    void aLogoutThatOvertakesItsSignInIsNotLost() {
        // given
        String ada = UUID.randomUUID() + "@acme.test";
        String index = "overtaken-" + UUID.randomUUID();
        members.end(order(CONNECTION, ada));
        members.end(order(CONNECTION, null, index));

        // when
        SessionSecret late = members.open(signIn(ada(), ada, "any", null), HERE, Optional.empty());
        SessionSecret named = members.open(signIn(ada(), "any@acme.test", index, null), HERE, Optional.empty());

        // then
        account(late).then().statusCode(401).body(containsString("signed you out"));
        account(named).then().statusCode(401).body(containsString("signed you out"));

        // and: who proved themselves anew, is somebody else, or comes after ten minutes, is in
        account(members.open(signIn(ada(), ada, "any", null, PROVED.plusSeconds(2)), HERE, Optional.empty()))
                .then()
                .statusCode(200);
        account(members.open(signIn(ada(), "bob@acme.test", "any", null), HERE, Optional.empty()))
                .then()
                .statusCode(200);
        expired.clear(Instant.now().plus(LogoutRows.REMEMBERED).plusSeconds(1));
        account(members.open(signIn(ada(), ada, "any", null), HERE, Optional.empty()))
                .then()
                .statusCode(200);
    }

    /** R-NEG-64: whichever of the two commits first. */
    @Test
    void aSessionThatBeginsWhileItIsEndedDoesNotLive() throws Exception {
        UUID account = ada();
        try (var both = Executors.newFixedThreadPool(2)) {
            for (int i = 0; i < 50; i++) {
                MemberSignIn signIn = signIn(account, UUID.randomUUID() + "@acme.test", "any", null);
                CyclicBarrier together = new CyclicBarrier(2);
                Future<Integer> end = both.submit(() -> {
                    together.await();
                    return members.end(order(CONNECTION, signIn.subject()));
                });
                Future<SessionSecret> begin = both.submit(() -> {
                    together.await();
                    return members.open(signIn, HERE, Optional.empty());
                });
                end.get();
                assertThat(sessions.find(begin.get())).as("round %d", i).isEmpty();
            }
        }
    }

    /** R-NEG-66: whoever signs in anew in a browser ends what it had before, and the log says so. */
    @Test
    void aSessionThatIsReplacedIsToldOf() {
        // given
        UUID account = ada();
        SessionSecret first = open(account);
        UUID replaced = found(first).id();

        // when
        members.openInsteadOf(members.current(Optional.of(first)).orElseThrow(), signIn(account), HERE);

        // then
        awaitEvents(
                "sso.signin.org." + MembershipStandIn.ACME,
                events -> events.stream()
                        .filter(event -> String.valueOf(event.get("type")).contains("SessionRevoked"))
                        .anyMatch(event -> String.valueOf(event.get("data")).contains(replaced.toString())));
        assertThat(sessions.find(first)).isEmpty();
    }

    @Test
    void sessionsNameTheirOrganizationsAndAreRevokedByTheirPersonAlone() {
        // given
        UUID account = grace();
        SessionSecret here = open(account);
        SessionSecret there = open(account);
        SessionSecret foreign = open(ada());

        // when
        Response listed = somebody().cookie(COOKIE, here.value()).get("/v2/sessions");

        // then
        listed.then().statusCode(200).body("sessions.size()", equalTo(2));
        assertThat(listed.jsonPath().<String>getList("sessions[0].organizations"))
                .containsExactly("acme", "globex");
        String other = found(there).id().toString();
        somebody()
                .cookie(COOKIE, foreign.value())
                .delete("/v2/sessions/" + other)
                .then()
                .statusCode(404);
        somebody()
                .cookie(COOKIE, here.value())
                .delete("/v2/sessions/" + other)
                .then()
                .statusCode(204);
        assertThat(sessions.find(there)).isEmpty();
        awaitEvents(
                "sso.signin.org." + MembershipStandIn.GLOBEX,
                all -> all.stream()
                        .anyMatch(event -> event.get("type").equals("dev.rollcall.sso.SessionRevoked.v1")
                                && event.toString().contains(other)));
    }

    /** R-NEG-87: closed, not open, when nobody can be asked. */
    @Test
    void nobodyIsLetOnWhileTheSourceOfTruthCannotBeAsked() {
        // given
        SessionSecret fresh = open(ada());
        SessionSecret used = open(ada());
        found(used);
        MembershipStandIn.broken(true);
        try {
            // then: a first use, and one a minute after the last look
            assertThatThrownBy(() -> sessions.find(fresh)).isInstanceOf(Refused.class);
            assertThat(sessions.find(used)).isPresent();
            assertThatThrownBy(() -> later(used, SessionRules.LOOK_AGE_MAX)).isInstanceOf(Refused.class);
            account(fresh).then().statusCode(503);
        } finally {
            MembershipStandIn.broken(false);
        }
        assertThat(sessions.find(fresh)).isPresent();
    }
}
