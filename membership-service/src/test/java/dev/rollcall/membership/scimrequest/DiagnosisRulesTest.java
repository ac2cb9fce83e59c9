package dev.rollcall.membership.scimrequest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.contract.provisioning.ScimClient.Dialect;
import dev.rollcall.contract.provisioning.ScimRequestRecord;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.scim.ScimType;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** R-TRB-2: each failure comes with its cause and what to do about it. */
class DiagnosisRulesTest {
    /** What only the admin API and sign-in refuse. */
    private static final Set<Refusal> ELSEWHERE = EnumSet.of(
            Refusal.BAD_NAMEID,
            Refusal.JIT_DISABLED,
            Refusal.USER_DEACTIVATED,
            Refusal.SESSION_ENDED,
            Refusal.TOKEN_REUSED,
            Refusal.TRACE_UNKNOWN,
            Refusal.ENTRY_UNKNOWN,
            Refusal.ROLE_INSUFFICIENT,
            Refusal.LIFETIME_TOO_LONG,
            Refusal.ORGANIZATION_UNKNOWN,
            Refusal.MEMBER_UNKNOWN,
            Refusal.TEAM_UNKNOWN,
            Refusal.CONNECTION_UNKNOWN,
            Refusal.TOKEN_UNKNOWN,
            Refusal.SESSION_UNKNOWN,
            Refusal.ACCOUNT_UNKNOWN,
            Refusal.STREAM_UNKNOWN,
            Refusal.COMPANY_UNKNOWN,
            Refusal.CONFLICT_UNKNOWN,
            Refusal.ORGANIZATION_EXISTS,
            Refusal.COMPANY_EXISTS,
            Refusal.CONNECTION_EXISTS,
            Refusal.DOMAIN_TAKEN,
            Refusal.DOMAIN_UNKNOWN,
            Refusal.DOMAIN_IN_USE,
            Refusal.CONFIRMATION_MISSING,
            Refusal.INVITATION_UNKNOWN,
            Refusal.INVITATION_EXISTS,
            Refusal.MEMBER_EXISTS,
            Refusal.IDENTITY_TAKEN,
            Refusal.MEMBER_MANAGED,
            Refusal.TOKEN_LIMIT,
            Refusal.TRUST_TAKEN,
            Refusal.NOT_INVITED,
            Refusal.SSO_REQUIRED,
            Refusal.CONNECTION_ENFORCED);

    static Stream<Refusal> refusals() {
        return Stream.of(Refusal.values()).filter(refusal -> !ELSEWHERE.contains(refusal));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void everyRefusalHasADiagnosisOfItsOwn(Refusal refusal) {
        for (Dialect dialect : Dialect.values()) {
            assertThat(DiagnosisRules.of(request(refusal.kind().status(), refusal.name(), dialect)))
                    .hasValueSatisfying(DiagnosisRulesTest::specific);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ScimType.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"uniqueness", "invalidVers", "sensitive"}) // these come as refusals only, or not at all
    void everyKeywordOfTheProtocolHasOneToo(ScimType type) {
        assertThat(DiagnosisRules.of(request(type.status(), type.name(), Dialect.GENERIC)))
                .hasValueSatisfying(DiagnosisRulesTest::specific);
    }

    @Test
    void adviceIsForTheIdentityProviderAtHand() {
        assertThat(remedy(Dialect.OKTA)).contains("Okta").doesNotContain("Entra");
        assertThat(remedy(Dialect.ENTRA)).contains("Entra").doesNotContain("Okta");
        assertThat(remedy(Dialect.GENERIC)).doesNotContain("Entra", "Okta");
    }

    @Test
    void whatSucceededNeedsNoDiagnosisAndWhatIsUnheardOfStillGetsOne() {
        assertThat(DiagnosisRules.of(request(201, null, Dialect.OKTA))).isEmpty();
        assertThat(DiagnosisRules.of(request(304, null, Dialect.OKTA))).isEmpty();
        assertThat(DiagnosisRules.of(request(0, null, Dialect.OKTA))).isPresent();
        assertThat(DiagnosisRules.of(request(404, "HTTP_404", Dialect.OKTA)))
                .hasValueSatisfying(found -> assertThat(found.remedy()).contains("/scim/v2"));
        assertThat(DiagnosisRules.of(request(418, "HTTP_418", Dialect.OKTA)))
                .hasValueSatisfying(found -> assertThat(found.cause()).contains("418"));
    }

    private static void specific(Diagnosis diagnosis) {
        assertThat(diagnosis.cause()).endsWith(".").doesNotContain("was refused with status");
        assertThat(diagnosis.remedy()).endsWith(".").matches("[A-Z].*");
    }

    private static String remedy(Dialect dialect) {
        return DiagnosisRules.of(request(401, "TOKEN_INVALID", dialect))
                .orElseThrow()
                .remedy();
    }

    static ScimRequestRecord request(int status, String code, Dialect dialect) {
        return new ScimRequestRecord(
                UUID.randomUUID(),
                Instant.EPOCH,
                null,
                null,
                null,
                "POST",
                "/scim/v2/Users",
                List.of(),
                status,
                null,
                code,
                1,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                dialect,
                null,
                null,
                null);
    }
}
