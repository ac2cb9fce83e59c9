package dev.rollcall.membership.signin;

import java.sql.SQLException;

/** Somebody else was faster, in a way that the database does not tell: the transaction rolls back, and a second look decides. */
final class LostRace {
    private static final String SERIALIZATION_FAILURE = "40001";

    private LostRace() {}

    static IllegalStateException because(String why) {
        return new IllegalStateException(new SQLException(why, SERIALIZATION_FAILURE));
    }
}
