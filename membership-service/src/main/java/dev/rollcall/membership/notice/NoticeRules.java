package dev.rollcall.membership.notice;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** How often owners are told the same thing, and how a text becomes a page. */
final class NoticeRules {
    /** A company's worth; who has more owners has a mailing list. */
    static final int OWNERS_MAX = 50;
    /** A server may be away over a weekend; later the news are old. */
    static final Duration WORTH_SENDING = Duration.ofDays(3);

    private NoticeRules() {}

    /** Everything that owners are told of. */
    enum Kind {
        /** R-SSO-3. Each certificate is told of three times, by who looks. */
        CERTIFICATE_EXPIRING(Duration.ZERO),
        /** R-DOM-5, R-NOT-1. A whole department may come on one morning. */
        JOINED_BY_DOMAIN(Duration.ofHours(1)),
        /** R-NOT-2. Opens once for a connection. */
        DEPROVISIONING_HELD(Duration.ZERO),
        /** R-NOT-2, by type of conflict: one badly mapped attribute is a conflict of everybody. */
        CONFLICT_OPENED(Duration.ofDays(1));

        private final Duration quiet;

        Kind(Duration quiet) {
            this.quiet = quiet;
        }

        /** So long nothing more of it is told. */
        Duration quiet() {
            return quiet;
        }
    }

    /** Paragraphs are what blank lines part. */
    static List<String> paragraphs(String text) {
        return Arrays.stream(text.strip().split("\\n\\s*\\n"))
                .map(paragraph -> paragraph.replaceAll("\\s+", " ").strip())
                .toList();
    }
}
