package dev.rollcall.scimendpoint.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.contract.provisioning.ScimClient;
import dev.rollcall.contract.provisioning.ScimClient.Dialect;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialectRulesTest {

    /** O1. */
    @Test
    void aClientIsKnownByItsName() {
        assertThat(guess("Okta SCIM Client 1.0.0", "", "")).isEqualTo(Dialect.OKTA);
        assertThat(guess("Azure-AD-Provisioning", "", "")).isEqualTo(Dialect.ENTRA);
    }

    /** E2, E10, E15, O6. */
    @ParameterizedTest
    @CsvSource({
        "aadOptscim062020, x,                      ENTRA",
        "filter,           OP_LETTER_CASE,         ENTRA",
        "filter,           FILTER_BEHIND_BRACKETS, ENTRA",
        "x,                OWN_ID_SENT+OPERATION_WITHOUT_PATH, OKTA"
    })
    void aClientWithoutANameIsKnownByTheShapeOfItsRequests(String parameter, String quirks, Dialect dialect) {
        assertThat(guess(null, parameter, quirks)).isEqualTo(dialect);
        assertThat(guess("Okta SCIM Client 1.0.0", parameter, quirks))
                .as("its name counts for more")
                .isEqualTo(Dialect.OKTA);
    }

    @Test
    void whoGivesNothingAwayIsNobodyInParticular() {
        assertThat(guess("curl/8.0", "filter", "OPERATION_WITHOUT_PATH+TEXT_FOR_BOOLEAN"))
                .isNull();
        assertThat(guess(null, "x", "OWN_ID_SENT")).isNull();
        assertThat(DialectRules.expected(null, null)).isEqualTo(Dialect.GENERIC);
    }

    @Test
    void whatIsPinnedIsNeverOverruledAndWhatWasGuessedIsByWhatIsSeenNow() {
        assertThat(DialectRules.expected(client(Dialect.GENERIC, true), Dialect.OKTA))
                .isEqualTo(Dialect.GENERIC);
        assertThat(DialectRules.expected(client(Dialect.ENTRA, false), Dialect.OKTA))
                .isEqualTo(Dialect.OKTA);
        assertThat(DialectRules.expected(client(Dialect.ENTRA, false), null)).isEqualTo(Dialect.ENTRA);
        assertThat(DialectRules.expected(null, Dialect.OKTA)).isEqualTo(Dialect.OKTA);
    }

    /** O10: of our temporary answers Okta repeats by itself only what was limited. */
    @Test
    void whileWeAreAwayOktaIsToldInTheOneWayThatItRepeats() {
        assertThat(DialectRules.statusWhileAway(Dialect.OKTA)).isEqualTo(429);
        assertThat(DialectRules.statusWhileAway(Dialect.ENTRA)).isEqualTo(503);
        assertThat(DialectRules.statusWhileAway(Dialect.GENERIC)).isEqualTo(503);
    }

    private static Dialect guess(String userAgent, String parameter, String quirks) {
        return DialectRules.guess(userAgent, List.of(parameter), List.of(quirks.split("\\+")));
    }

    private static ScimClient client(Dialect dialect, boolean pinned) {
        return new ScimClient(
                new UUID(0, 1),
                new UUID(0, 2),
                "any",
                true,
                false,
                dialect,
                pinned,
                ScimClient.Mode.COMPAT,
                ScimClient.UserNames.ANY,
                ScimClient.GroupNames.ANY,
                25,
                List.of(),
                null);
    }
}
