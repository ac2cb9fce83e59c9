package dev.rollcall.sso.token;

import static dev.rollcall.sso.Gateway.COOKIE;
import static dev.rollcall.sso.Gateway.exchange;
import static dev.rollcall.sso.Gateway.somebody;
import static dev.rollcall.sso.session.MemberCookies.HERE;
import static dev.rollcall.sso.session.MemberCookies.ada;
import static dev.rollcall.sso.session.MemberCookies.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.sso.session.MemberSessions;
import dev.rollcall.sso.session.SessionSecret;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** R-NEG-66: who signs in a second time in one browser holds new secrets, and the former ones are worth nothing. */
@QuarkusTest
class SecondSignInIT {
    @Inject
    MemberSessions members;

    private static String refreshToken(SessionSecret session) {
        return exchange(somebody().cookie(COOKIE, session.value()), Map.of()).path("refresh_token");
    }

    @Test
    void theRefreshTokenOfTheSignInBeforeIsVoid() {
        // given
        UUID account = ada();
        SessionSecret first = members.open(signIn(account), HERE, Optional.empty());
        String before = refreshToken(first);

        // when
        SessionSecret second = members.open(signIn(account), HERE, Optional.of(first));
        String after = refreshToken(second);

        // then
        assertThat(after).isNotEqualTo(before);
        exchange(Map.of("refresh_token", before)).then().statusCode(401);
        exchange(somebody().cookie(COOKIE, first.value()), Map.of()).then().statusCode(401);
        exchange(Map.of("refresh_token", after)).then().statusCode(200);
    }
}
