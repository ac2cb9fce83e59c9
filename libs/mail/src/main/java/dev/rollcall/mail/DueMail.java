package dev.rollcall.mail;

import dev.rollcall.kit.secret.MasterKeys.Sealed;
import java.util.UUID;

/**
 * A mail whose time has come, taken by this replica for a while.
 *
 * @param attempt which one this is, from 1
 * @param expired whether nobody would want it any more
 */
record DueMail(UUID id, String kind, String to, Sealed content, int attempt, boolean expired) {
    /** What the content is sealed for: it opens in no other row. */
    static String context(UUID id) {
        return "mail:" + id;
    }
}
