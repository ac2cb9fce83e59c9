package dev.rollcall.audit.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.audit.Facts;
import dev.rollcall.audit.intake.Reading.Fact;
import dev.rollcall.audit.intake.Reading.Unreadable;
import dev.rollcall.audit.log.LogScope;
import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.event.StreamKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FactRulesTest {
    private final Facts acme = Facts.ofSomeOrganization();

    @Test
    void anEventReadsAsWhatTheLogKeepsOfIt() {
        // when
        Fact fact = fact(event -> {});

        // then
        assertThat(fact.source()).isEqualTo(acme.stream().source());
        assertThat(fact.seq()).isEqualTo(7);
        assertThat(fact.scopes()).containsExactly(acme.organization());
        assertThat(fact.action()).isEqualTo("org.member.provision");
        assertThat(fact.actor()).isEqualTo(acme.actor());
        assertThat(fact.name()).isEqualTo("jane");
        assertThat(fact.event())
                .doesNotContain("pii")
                .doesNotContain("@acme.example")
                .endsWith("}");
        assertThat(fact.pii()).isEqualTo("{\"email\":\"jane@acme.example\"}");
    }

    @Test
    void theEventIsKeptInItsCanonicalForm() throws Exception {
        // given
        String text = "  " + new String(Facts.bytes(acme.of(EventType.TEAM_CREATED, 1, Map.of()))) + "\n";

        // when
        Fact fact = (Fact) FactRules.read(text.getBytes(StandardCharsets.UTF_8));

        // then
        assertThat(Facts.JSON.readTree(fact.event())).isEqualTo(Facts.JSON.readTree(text));
        assertThat(fact.event()).startsWith("{\"authid\":").doesNotContain(" ");
        assertThat(((Fact) FactRules.read(fact.event().getBytes(StandardCharsets.UTF_8))).event())
                .isEqualTo(fact.event());
        assertThat(fact.pii()).isNull();
        assertThat(fact.name()).isNull();
    }

    @Test
    void aTypeOfALaterVersionIsKeptUnderItsOwnName() {
        assertThat(fact(event -> event.put("type", "dev.rollcall.membership.Promoted.v1"))
                        .action())
                .isEqualTo("dev.rollcall.membership.Promoted.v1");
    }

    @Test
    void accountAndPlatformFactsBelongToThePlatform() {
        // given
        byte[] account = Facts.bytes(acme.event(
                StreamKey.account(UUID.randomUUID()), EventType.ACCOUNT_CREATED, 1, Instant.now(), Map.of()));
        byte[] platform =
                Facts.bytes(acme.event(StreamKey.ssoPlatform(), EventType.SIGN_IN_DENIED, 1, Instant.now(), Map.of()));

        // when, then
        assertThat(((Fact) FactRules.read(account)).scopes()).containsExactly(LogScope.PLATFORM);
        assertThat(((Fact) FactRules.read(platform)).scopes()).containsExactly(LogScope.PLATFORM);
    }

    @Test
    void anEventNeverCrossesIntoAnotherOrganizationsLog() {
        assertThat(unreadable(
                        event -> data(event).put("orgId", UUID.randomUUID().toString())))
                .contains("data.orgId is not the stream's organization");
        assertThat(unreadable(event -> event.put("partitionkey", "org:00000000-0000-0000-0000-000000000000")))
                .contains("reserved");
    }

    @ParameterizedTest
    @CsvSource({
        "specversion, 0.3",
        "id, 42",
        "source, membership/org/1",
        "source, /membership/../../etc",
        "time, yesterday",
        "time, 1815-12-10T00:00:00Z",
        "sequence, 0",
        "sequence, -1",
        "sequence, 99999999999999999999",
        "partitionkey, everyone",
        "authid, ''"
    })
    void aFieldOfAnotherFormMakesItUnreadable(String field, String value) {
        assertThat(unreadable(event -> event.put(field, value))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"specversion", "id", "source", "type", "time", "sequence", "partitionkey", "authid", "data"})
    void eachFieldThatWeNeedMustBeThere(String field) {
        assertThat(unreadable(event -> event.remove(field))).isNotEmpty();
    }

    @Test
    void whatTheDatabaseCannotHoldIsFoundBeforeItIsAsked() {
        assertThat(unreadable(event -> event.put("authid", "a\u0000b"))).contains("control character");
        assertThat(unreadable(event -> event.put("type", "x".repeat(256)))).contains("longer than 255");
        assertThat(unreadable(event -> event.put("filler", "x".repeat(FactRules.BYTES_MAX))))
                .contains("bytes");
        assertThat(unreadable(event -> event.put("auditindex", "1"))).contains("sealed already");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "[]", "42", "{", "{\"a\":1}{", "{\"id\":1,\"id\":2}", "not json"})
    void anythingElseIsUnreadable(String text) {
        assertThat(FactRules.read(text.getBytes(StandardCharsets.UTF_8))).isInstanceOf(Unreadable.class);
    }

    @Test
    void bytesThatAreNoTextAndJsonThatIsTooDeepAreUnreadable() {
        assertThat(FactRules.read(new byte[] {(byte) 0xC3, (byte) 0x28})).isInstanceOf(Unreadable.class);
        assertThat(FactRules.read(("[".repeat(5_000) + "]".repeat(5_000)).getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Unreadable.class);
    }

    @Test
    void headersClaimAStreamOnlyInTheRightForm() {
        assertThat(FactRules.claim("/membership/org/1", "00000000000000000012"))
                .isEqualTo(new Arrival.Claim("/membership/org/1", 12));
        assertThat(FactRules.claim("/membership/org/1", null)).isNull();
        assertThat(FactRules.claim(null, "1")).isNull();
        assertThat(FactRules.claim("x", "1")).isNull();
        assertThat(FactRules.claim("/membership/org/1", "0")).isNull();
        assertThat(FactRules.claim("/membership/org/1", "99999999999999999999")).isNull();
    }

    private Fact fact(Consumer<ObjectNode> change) {
        return (Fact) read(change);
    }

    private String unreadable(Consumer<ObjectNode> change) {
        return ((Unreadable) read(change)).reason();
    }

    private Reading read(Consumer<ObjectNode> change) {
        ObjectNode event = Facts.JSON.valueToTree(acme.provisioned(7, "jane"));
        change.accept(event);
        return FactRules.read(event.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode data(ObjectNode event) {
        return (ObjectNode) event.get("data");
    }
}
