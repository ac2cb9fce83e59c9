package dev.rollcall.sandbox.tail;

import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which entries to show; what is null does not restrict.
 *
 * @param organization name or id, or {@code platform}
 * @param type event name or audit action
 * @param member id, username or e-mail address
 */
record EntryFilter(
        @Nullable String organization,
        @Nullable String type,
        @Nullable String member) {

    boolean matches(Entry entry) {
        return any(organization, entry.organization(), entry.organizationId())
                && any(type, entry.type(), entry.action())
                && (member == null || any(member, entry.name(), entry.subject(), subjectId(entry)) || inData(entry));
    }

    private boolean inData(Entry entry) {
        return entry.data().values().stream().anyMatch(value -> same(member, value));
    }

    private static @Nullable String subjectId(Entry entry) {
        String subject = entry.subject();
        return subject == null ? null : subject.substring(subject.indexOf('/') + 1);
    }

    private static boolean any(@Nullable String wanted, @Nullable String... found) {
        return wanted == null || Stream.of(found).filter(Objects::nonNull).anyMatch(value -> same(wanted, value));
    }

    private static boolean same(@Nullable String wanted, @Nullable String value) {
        return wanted != null
                && value != null
                && wanted.toLowerCase(Locale.ROOT).equals(value.toLowerCase(Locale.ROOT));
    }
}
