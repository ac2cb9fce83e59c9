package dev.rollcall.mail;

import java.time.Instant;
import java.util.UUID;

/**
 * A mail that somebody is to get.
 *
 * @param id names the row, and the message wherever it arrives
 * @param kind a constant for metrics and the log, for instance {@code SIGN_IN_LINK}
 * @param to one address
 * @param html the same as {@code text}, for programs that prefer it
 * @param expiresAt from then on nobody would want it any more
 */
public record OutgoingMail(
        UUID id, String kind, String to, String subject, String text, String html, Instant expiresAt) {
    /** A line that every program shows whole. */
    public static final int SUBJECT_MAX = 200;

    public OutgoingMail {
        // One header is one line: nothing that somebody typed may begin another.
        subject = subject.replaceAll("\\p{Cntrl}", " ").strip();
        subject = subject.length() > SUBJECT_MAX ? subject.substring(0, SUBJECT_MAX - 1) + "…" : subject;
        if (to.chars().anyMatch(c -> c <= ' ')) {
            throw new IllegalArgumentException("An address has neither spaces nor control characters");
        }
    }

    /** Says neither to whom nor what. */
    @Override
    public String toString() {
        return kind + " " + id;
    }
}
