package dev.rollcall.membership.notice;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The texts: each a template of plain text, from which the page for programs that show HTML is made. */
final class NoticeTexts {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private NoticeTexts() {}

    /** A subject and a body in both forms. */
    record Written(String subject, String text, String html) {}

    /**
     * @param organization its display name
     * @param inviter null when that account has no name
     * @param link to the sign-in page, with the address filled in
     */
    record Invited(String organization, @Nullable String inviter, String role, String until, String link) {}

    record Certificate(String organization, String connection, String subject, String until, int days) {}

    record Joined(String organization, String name, String email, String userName) {}

    record Held(String organization, String name, String connection, String detail) {}

    record Conflict(String organization, String name, String type, String suggestion) {}

    record Page(List<String> paragraphs, @Nullable String link) {}

    @CheckedTemplate(basePath = "notice", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class Templates {
        private Templates() {}

        static native TemplateInstance invitation(Invited mail);

        static native TemplateInstance certificateExpiring(Certificate mail);

        static native TemplateInstance joinedByDomain(Joined mail);

        static native TemplateInstance deprovisioningHeld(Held mail);

        static native TemplateInstance conflictOpened(Conflict mail);

        static native TemplateInstance page(Page mail);
    }

    static Written invitation(Invited invited) {
        return written("You are invited to " + invited.organization(), Templates.invitation(invited), invited.link());
    }

    /** @param name of the organization, as paths have it */
    static Written of(Notice notice, String organization, String name) {
        return switch (notice) {
            case Notice.CertificateExpiring ends ->
                written(
                        "A signing certificate of " + ends.connection() + " ends within " + ends.days()
                                + (ends.days() == 1 ? " day" : " days"),
                        Templates.certificateExpiring(new Certificate(
                                organization,
                                ends.connection(),
                                ends.subject(),
                                DAY.format(ends.until()),
                                ends.days())),
                        null);
            case Notice.JoinedByDomain joined ->
                written(
                        "Somebody joined " + organization,
                        Templates.joinedByDomain(new Joined(organization, name, joined.email(), joined.userName())),
                        null);
            case Notice.DeprovisioningHeld held ->
                written(
                        "De-provisioning of " + organization + " is held",
                        Templates.deprovisioningHeld(
                                new Held(organization, name, held.connection().toString(), held.detail())),
                        null);
            case Notice.ConflictOpened opened ->
                written(
                        "A conflict in " + organization + ": " + opened.type(),
                        Templates.conflictOpened(new Conflict(organization, name, opened.type(), opened.suggestion())),
                        null);
        };
    }

    static String day(java.time.Instant time) {
        return DAY.format(time);
    }

    private static Written written(String subject, TemplateInstance template, @Nullable String link) {
        String text = template.render();
        String html =
                Templates.page(new Page(NoticeRules.paragraphs(text), link)).render();
        return new Written(subject, text, html);
    }
}
