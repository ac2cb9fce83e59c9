package dev.rollcall.membership.notice;

import dev.rollcall.mail.Mails;
import dev.rollcall.mail.OutgoingMail;
import dev.rollcall.membership.notice.NoticeTexts.Invited;
import dev.rollcall.membership.notice.NoticeTexts.Written;
import dev.rollcall.membership.stream.Moments;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Mails to people who are invited (R-INV-4). The link carries no secret: it leads to the sign-in page with the address filled in, and whoever signs
 * in there proves the address.
 */
@ApplicationScoped
public class InvitationMails {
    private final Mails mails;
    private final Moments moments;
    private final String signInPage;

    InvitationMails(Mails mails, Moments moments, @ConfigProperty(name = "rollcall.issuer") String issuer) {
        this.mails = mails;
        this.moments = moments;
        this.signInPage = issuer + "/";
    }

    /**
     * @param organization its display name
     * @param inviter null when that is not known
     * @param until when the invitation ends; the mail itself is worth sending for as long
     */
    public record Invitee(
            String email, String organization, @Nullable String inviter, String role, Instant until) {}

    public void send(Connection connection, Invitee invitee) throws SQLException {
        Written written = NoticeTexts.invitation(new Invited(
                invitee.organization(),
                invitee.inviter(),
                invitee.role(),
                NoticeTexts.day(invitee.until()),
                signInPage + "?email=" + URLEncoder.encode(invitee.email(), StandardCharsets.UTF_8)));
        mails.append(
                connection,
                new OutgoingMail(
                        moments.newId(),
                        "INVITATION",
                        invitee.email(),
                        written.subject(),
                        written.text(),
                        written.html(),
                        invitee.until()));
    }
}
