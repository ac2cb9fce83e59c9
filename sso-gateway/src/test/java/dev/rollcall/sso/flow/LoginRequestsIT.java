package dev.rollcall.sso.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.sso.flow.LoginRequest.Question;
import dev.rollcall.sso.flow.Spent.Why;
import dev.rollcall.sso.flow.UsedMessages.Kind;
import dev.rollcall.sso.identity.ProvenIdentity.Protocol;
import dev.rollcall.sso.secret.Fresh;
import dev.rollcall.sso.secret.Sha256;
import dev.rollcall.sso.trace.FlowTraces;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Several replicas over one table: what counts once (R-NEG-36, R-NEG-41, R-NEG-49). */
@QuarkusTest
class LoginRequestsIT {
    private static final byte[] BROWSER = Sha256.of("browser");

    @Inject
    DataSource database;

    @Inject
    FlowTraces traces;

    private final UUID connection = UUID.randomUUID();

    private LoginRequests replica(Duration later) {
        return new LoginRequests(database, Clock.offset(Clock.systemUTC(), later));
    }

    private LoginRequest begun(Question question) {
        LoginRequest request = new LoginRequest(
                Fresh.secret(),
                question,
                connection,
                7,
                BROWSER,
                "/account",
                null,
                Fresh.id(),
                "calm-otter-1",
                false,
                Instant.now().plus(LoginRequest.LIFETIME),
                null);
        replica(Duration.ZERO)
                .begin(request, traces.begin(request.flow(), question.protocol(), connection, request.test()));
        return request;
    }

    private LoginRequest begun() {
        return begun(new Question.Saml("_1"));
    }

    private Why lost(Spent spent) {
        return ((Spent.Lost) spent).why();
    }

    @Test
    void ofReplicasThatGetOneAnswerTogetherOneGetsTheRequest() throws Exception {
        // given
        LoginRequest request = begun();
        List<Callable<Spent>> answers = IntStream.range(0, 8)
                .mapToObj(i -> (Callable<Spent>)
                        () -> replica(Duration.ZERO).spend(request.id(), Protocol.SAML, connection, BROWSER))
                .toList();

        // when
        try (var replicas = Executors.newFixedThreadPool(8)) {
            List<Spent> spent =
                    replicas.invokeAll(answers).stream().map(f -> f.resultNow()).toList();

            // then
            assertThat(spent).filteredOn(Spent.Mine.class::isInstance).hasSize(1);
            assertThat(spent)
                    .filteredOn(Spent.Lost.class::isInstance)
                    .extracting(this::lost)
                    .containsOnly(Why.STATE_SPENT);
        }
    }

    @Test
    void whatWasAskedComesBack() {
        LoginRequest request = begun(new Question.Oidc("nonce", "verifier"));
        var mine = (Spent.Mine) replica(Duration.ZERO).spend(request.id(), Protocol.OIDC, connection, BROWSER);
        assertThat(mine.request().question()).isEqualTo(new Question.Oidc("nonce", "verifier"));
        assertThat(mine.request().flow()).isEqualTo(request.flow());
        assertThat(mine.request().mnemonic()).isEqualTo("calm-otter-1");
        assertThat(mine.request().connectionVersion()).isEqualTo(7);
    }

    @Test
    void itIsOnlyThatConnectionsBrowsersAndProtocolsInTime() {
        LoginRequests now = replica(Duration.ZERO);
        String id = begun().id();

        assertThat(lost(now.spend(null, Protocol.SAML, connection, BROWSER))).isEqualTo(Why.STATE_MISSING);
        assertThat(lost(now.spend(" ", Protocol.SAML, connection, BROWSER))).isEqualTo(Why.STATE_MISSING);
        assertThat(lost(now.spend("' OR true --", Protocol.SAML, connection, BROWSER)))
                .isEqualTo(Why.STATE_UNKNOWN);
        assertThat(lost(now.spend(Fresh.secret(), Protocol.SAML, connection, BROWSER)))
                .isEqualTo(Why.STATE_UNKNOWN);
        assertThat(lost(now.spend(id, Protocol.OIDC, connection, BROWSER))).isEqualTo(Why.STATE_UNKNOWN);
        assertThat(lost(now.spend(id, Protocol.SAML, connection, null))).isEqualTo(Why.BROWSER_MISMATCH);
        assertThat(lost(now.spend(id, Protocol.SAML, connection, Sha256.of("other"))))
                .isEqualTo(Why.BROWSER_MISMATCH);
        assertThat(lost(now.spend(id, Protocol.SAML, UUID.randomUUID(), BROWSER)))
                .isEqualTo(Why.CONNECTION_MISMATCH);
        assertThat(lost(replica(LoginRequest.LIFETIME.plusSeconds(1)).spend(id, Protocol.SAML, connection, BROWSER)))
                .isEqualTo(Why.STATE_EXPIRED);

        assertThat(now.spend(id, Protocol.SAML, connection, BROWSER)).isInstanceOf(Spent.Mine.class);
        assertThat(lost(now.spend(id, Protocol.SAML, connection, BROWSER))).isEqualTo(Why.STATE_SPENT);
    }

    @Test
    void aMessageCountsOnceForItsConnectionAndKindHoweverLongItsId() {
        UsedMessages used = new UsedMessages(database);
        Instant until = Instant.now().plusSeconds(60);
        String id = "_" + "x".repeat(100_000);

        assertThat(used.use(connection, Kind.ASSERTION, id, until)).isTrue();
        assertThat(used.use(connection, Kind.ASSERTION, id, until)).isFalse();
        assertThat(used.use(connection, Kind.LOGOUT_REQUEST, id, until)).isTrue();
        assertThat(used.use(UUID.randomUUID(), Kind.ASSERTION, id, until)).isTrue();
    }

    @Test
    void whatIsOverIsDeleted() {
        // given
        LoginRequest request = begun();
        UsedMessages used = new UsedMessages(database);
        used.use(connection, Kind.ASSERTION, "_a", Instant.now().plusSeconds(60));

        // when
        new FlowsOver(database, Clock.offset(Clock.systemUTC(), Duration.ofMinutes(21))).delete();

        // then
        assertThat(lost(replica(Duration.ZERO).spend(request.id(), Protocol.SAML, connection, BROWSER)))
                .isEqualTo(Why.STATE_UNKNOWN);
        assertThat(used.use(connection, Kind.ASSERTION, "_a", Instant.now())).isTrue();
    }
}
