package dev.rollcall.sso.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.contract.account.AccountsApi.HeldMembership;
import dev.rollcall.sso.session.SessionRules.News;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How long a session lives, and on whose word. */
class SessionRulesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final News FRESH = new News(NOW.minusSeconds(600), NOW.minusSeconds(1));
    private static final UUID MEMBER = UUID.randomUUID();
    private static final UUID ACME = UUID.randomUUID();

    private static HeldGrant grant(long epoch, boolean live) {
        return new HeldGrant(MEMBER, ACME, "acme", "member", epoch, live);
    }

    private static HeldMembership membership(UUID member, boolean active, long epoch) {
        return new HeldMembership(member, ACME, "acme2", "Acme", active, "editor", epoch, NOW, "SCIM", List.of());
    }

    private static Session session(Instant checkedAt, String role) {
        var grant = new HeldGrant(MEMBER, ACME, "acme", role, 1, true);
        return new Session(
                UUID.randomUUID(),
                UUID.randomUUID(),
                "ada",
                false,
                "",
                "",
                NOW,
                NOW,
                NOW,
                checkedAt,
                null,
                List.of(grant));
    }

    /** R-SSO-7. */
    @Test
    void theIdentityProviderMaySayHowLongElseItIsADay() {
        assertThat(SessionRules.lifetime(30)).isEqualTo(Duration.ofMinutes(30));
        assertThat(SessionRules.lifetime(null)).isEqualTo(Duration.ofHours(24));
        assertThat(SessionRules.lifetime(0)).isEqualTo(Duration.ofHours(24));
        assertThat(SessionRules.lifetime(-5)).isEqualTo(Duration.ofHours(24));
        assertThat(SessionRules.lifetime(Integer.MAX_VALUE)).isEqualTo(Duration.ofDays(90));
    }

    @Test
    void theFirstUseAsksWhateverIsHeard() {
        assertThat(SessionRules.mustAsk(null, FRESH, NOW)).isTrue();
    }

    @Test
    void freshNewsLetASessionLiveForAMinuteAfterALook() {
        assertThat(SessionRules.mustAsk(NOW.minusSeconds(59), FRESH, NOW)).isFalse();
        assertThat(SessionRules.mustAsk(NOW.minusSeconds(60), FRESH, NOW)).isTrue();
    }

    @Test
    void newsOfTenSecondsAgoAreNoNews() {
        Instant checked = NOW.minusSeconds(20);
        assertThat(SessionRules.mustAsk(checked, new News(Instant.EPOCH, NOW.minusSeconds(10)), NOW))
                .isFalse();
        assertThat(SessionRules.mustAsk(checked, new News(Instant.EPOCH, NOW.minusMillis(10_001)), NOW))
                .isTrue();
        assertThat(SessionRules.mustAsk(checked, News.NONE, NOW)).isTrue();
    }

    @Test
    void aLookBeforeTheNewsBeganIsDoneAgain() {
        assertThat(SessionRules.mustAsk(NOW.minusSeconds(20), new News(NOW.minusSeconds(19), NOW), NOW))
                .isTrue();
        assertThat(SessionRules.mustAsk(NOW.minusSeconds(20), new News(NOW.minusSeconds(20), NOW), NOW))
                .isFalse();
    }

    @Test
    void withoutNewsALookCountsForTwoSeconds() {
        assertThat(SessionRules.mustAsk(NOW.minusSeconds(2), News.NONE, NOW)).isFalse();
        assertThat(SessionRules.mustAsk(NOW.minusMillis(2_001), News.NONE, NOW)).isTrue();
    }

    /** R-SCIM-34, R-MEM-15: a minute is the outer bound, and owners do not get it. */
    @Test
    void whereNobodyCanBeAskedMembersGoOnForTheRestOfTheMinuteAndOwnersDoNot() {
        assertThat(SessionRules.mayGoOn(session(NOW.minusSeconds(59), "member"), NOW))
                .isTrue();
        assertThat(SessionRules.mayGoOn(session(NOW.minusSeconds(60), "member"), NOW))
                .isFalse();
        assertThat(SessionRules.mayGoOn(session(NOW.minusSeconds(1), "owner"), NOW))
                .isFalse();
        assertThat(SessionRules.mayGoOn(session(null, "member"), NOW)).isFalse();
    }

    @Test
    void aGrantStandsWhileItsMembershipIsActiveWithNoGreaterEpoch() {
        assertThat(settled(grant(2, true), membership(MEMBER, true, 2))).isTrue();
        assertThat(settled(grant(2, true), membership(MEMBER, true, 3))).isFalse();
        assertThat(settled(grant(2, true), membership(MEMBER, false, 2))).isFalse();
        assertThat(settled(grant(2, true), membership(UUID.randomUUID(), true, 1)))
                .isFalse();
        assertThat(settled(grant(2, false), membership(MEMBER, true, 2))).isFalse();
    }

    @Test
    void aLookBringsTheRoleAndTheNameOfNow() {
        HeldGrant settled = SessionRules.settled(List.of(grant(1, true)), List.of(membership(MEMBER, true, 1)))
                .getFirst();
        assertThat(settled.role()).isEqualTo("editor");
        assertThat(settled.organization()).isEqualTo("acme2");
        assertThat(settled.epoch()).isEqualTo(1);
    }

    private static boolean settled(HeldGrant grant, HeldMembership membership) {
        return SessionRules.settled(List.of(grant), List.of(membership))
                .getFirst()
                .live();
    }
}
