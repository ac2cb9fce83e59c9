package dev.rollcall.sso.flow;

import java.util.Locale;
import java.util.Optional;

/** What became of looking for the request that an answer belongs to. */
sealed interface Spent {
    /** It was there, and no other answer finds it any more. */
    record Mine(LoginRequest request) implements Spent {}

    /** @param request that the id names all the same, to say precisely what is wrong; never to go on with */
    record Lost(Why why, Optional<LoginRequest> request) implements Spent {}

    /** Why an answer belongs to no sign-in under way. The name in lower case is the code that traces show. */
    enum Why {
        STATE_MISSING("the state of a sign-in", "none"),
        STATE_UNKNOWN("the state of a sign-in", "one that was not given, or long ago"),
        CONNECTION_MISMATCH("the address of the connection it began with", "another one's"),
        BROWSER_MISMATCH("the browser in which the sign-in began", "another one, or one without our cookie"),
        STATE_SPENT("one answer per sign-in", "a second one"),
        STATE_EXPIRED("an answer within " + LoginRequest.LIFETIME.toMinutes() + " minutes", "a later one");

        private final String expected;
        private final String received;

        Why(String expected, String received) {
            this.expected = expected;
            this.received = received;
        }

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        String expected() {
            return expected;
        }

        String received() {
            return received;
        }
    }
}
