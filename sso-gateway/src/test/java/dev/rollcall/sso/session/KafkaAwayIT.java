package dev.rollcall.sso.session;

import static dev.rollcall.sso.session.MemberCookies.HERE;
import static dev.rollcall.sso.session.MemberCookies.ada;
import static dev.rollcall.sso.session.MemberCookies.signIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.sso.MemberBook;
import dev.rollcall.sso.MembershipStandIn;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * R-NEG-87: a sign-in while Kafka is away rests on the source of truth alone, which is asked at the session's first use; where that is away too,
 * the session is worth nothing.
 */
@QuarkusTest
class KafkaAwayIT {
    @Inject
    MemberSessions members;

    @Inject
    SessionReplicas replicas;

    @Test
    void whoWasDeactivatedWhileSigningInIsOutThoughNoNewsCome() {
        // given
        UUID account = ada();
        MemberSignIn granted = signIn(account);
        MemberBook.deactivate(account, "acme");

        // when
        SessionSecret secret = members.open(granted, HERE, Optional.empty());

        // then
        assertThat(replicas.deaf(Duration.ZERO).find(secret)).isEmpty();
    }

    @Test
    void aSessionThatNobodyCanVouchForIsNone() {
        SessionSecret secret = members.open(signIn(ada()), HERE, Optional.empty());
        MembershipStandIn.broken(true);
        try {
            assertThatThrownBy(() -> replicas.deaf(Duration.ZERO).find(secret)).isInstanceOf(Refused.class);
        } finally {
            MembershipStandIn.broken(false);
        }
        assertThat(replicas.deaf(Duration.ZERO).find(secret)).isPresent();
    }
}
