package dev.rollcall.membership.invitation;

import dev.rollcall.contract.event.EventData.Actor;
import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.membership.invitation.InvitationEvents.Subject;
import dev.rollcall.membership.notice.InvitationMails;
import dev.rollcall.membership.notice.InvitationMails.Invitee;
import dev.rollcall.membership.organization.OrganizationAccess.Entry;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.sql.Transactions;
import dev.rollcall.membership.stream.Moments;
import dev.rollcall.membership.stream.Streams;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Mails invitations again (R-INV-7). */
@ApplicationScoped
class Resends {
    private static final String RESEND = """
            update invitation set mailed_at = ?, expires_at = ?
             where organization_id = ? and id = ? and state = 'PENDING' returning email, role, team_id""";

    private final Transactions transactions;
    private final Streams streams;
    private final Moments moments;
    private final InvitationMails mails;

    Resends(Transactions transactions, Streams streams, Moments moments, InvitationMails mails) {
        this.transactions = transactions;
        this.streams = streams;
        this.moments = moments;
        this.mails = mails;
    }

    /**
     * Mails a pending one again, and gives it its whole time again.
     *
     * @throws Refused INVITATION_UNKNOWN, or RATE_LIMITED when it was mailed a moment ago
     */
    void resend(Entry entry, UUID id) {
        UUID organizationId = entry.organizationId();
        transactions.write(connection -> {
            Instant now = moments.now();
            Instant mailed = Sql.on(
                            connection,
                            "select mailed_at from invitation where organization_id = ? and id = ? and state ="
                                    + " 'PENDING' for update",
                            organizationId,
                            id)
                    .first(row -> Sql.requireInstant(row, "mailed_at"))
                    .orElseThrow(Invitations::unknown);
            InvitationRules.requireRested(mailed, now);
            Subject subject = Sql.on(connection, RESEND, now, InvitationRules.end(now), organizationId, id)
                    .first(row -> Invitations.subject(row, organizationId, id))
                    .orElseThrow(Invitations::unknown);
            Actor actor = entry.caller().actor();
            streams.append(connection, List.of(InvitationEvents.of(EventType.INVITATION_RESENT, subject, actor, now)));
            mails.send(
                    connection,
                    new Invitee(
                            subject.email(),
                            entry.organization().displayName(),
                            Invitations.userName(connection, entry.caller().accountId()),
                            subject.role(),
                            InvitationRules.end(now)));
            return id;
        });
    }
}
