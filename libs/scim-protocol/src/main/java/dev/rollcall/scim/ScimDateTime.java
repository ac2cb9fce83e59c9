package dev.rollcall.scim;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The dateTime type of RFC 7643 §2.3.5. */
public final class ScimDateTime {
    private static final int LENGTH_MAX = 40; // "-999999999-…" and the like are no dates of anybody

    private ScimDateTime() {}

    /**
     * Up to nine fraction digits (Entra sends seven, E19); without an offset it is UTC.
     *
     * @return empty when the text is no dateTime
     */
    public static Optional<Instant> find(String text) {
        if (text.length() > LENGTH_MAX || text.length() < 16) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException withoutOffset) {
            return findLocal(text);
        }
    }

    private static Optional<Instant> findLocal(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, DateTimeFormatter.ISO_LOCAL_DATE_TIME)
                    .toInstant(ZoneOffset.UTC));
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }
}
