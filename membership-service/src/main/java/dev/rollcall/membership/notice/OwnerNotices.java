package dev.rollcall.membership.notice;

import dev.rollcall.mail.Mails;
import dev.rollcall.mail.OutgoingMail;
import dev.rollcall.membership.notice.NoticeRules.Kind;
import dev.rollcall.membership.notice.NoticeTexts.Written;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.stream.Moments;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Tells an organization's owners by mail, in the transaction that has something to tell. */
@ApplicationScoped
public class OwnerNotices {
    /** Takes its turn, or finds that somebody had it a while ago. */
    private static final String TURN = """
        insert into owner_notice as n (organization_id, kind, told_at) values (?, ?, ?)
        on conflict (organization_id, kind) do update set told_at = excluded.told_at where n.told_at <= ?
        """;

    /** What an IdP sent as an address may be none; that must not end the transaction that has something to tell. */
    private static final String OWNERS = """
        select a.email, o.display_name, o.name
          from member m join account a on a.id = m.account_id join organization o on o.id = m.organization_id
         where m.organization_id = ? and m.role = 'owner' and m.status = 'ACTIVE'
           and a.email like '%_@_%' and a.email !~ '[[:space:][:cntrl:]]'
         order by m.joined_at, m.id limit ?\
        """;

    private final Mails mails;
    private final Moments moments;

    OwnerNotices(Mails mails, Moments moments) {
        this.mails = mails;
        this.moments = moments;
    }

    private record Owner(String email, String organization, String name) {}

    /** Nothing where owners were told the same a short while ago. */
    public void tell(Connection connection, UUID organizationId, Notice notice, Instant now) throws SQLException {
        Kind kind = kind(notice);
        if (!kind.quiet().isZero() && !hasTurn(connection, organizationId, key(kind, notice), kind, now)) {
            return;
        }
        List<Owner> owners = Sql.on(connection, OWNERS, organizationId, NoticeRules.OWNERS_MAX)
                .list(row -> new Owner(row.getString("email"), row.getString("display_name"), row.getString("name")));
        for (Owner owner : owners) {
            Written written = NoticeTexts.of(notice, owner.organization(), owner.name());
            mails.append(
                    connection,
                    new OutgoingMail(
                            moments.newId(),
                            kind.name(),
                            owner.email(),
                            written.subject(),
                            written.text(),
                            written.html(),
                            now.plus(NoticeRules.WORTH_SENDING)));
        }
    }

    private static boolean hasTurn(Connection connection, UUID organizationId, String key, Kind kind, Instant now)
            throws SQLException {
        return Sql.on(connection, TURN, organizationId, key, now, now.minus(kind.quiet()))
                        .update()
                == 1;
    }

    private static Kind kind(Notice notice) {
        return switch (notice) {
            case Notice.CertificateExpiring ignored -> Kind.CERTIFICATE_EXPIRING;
            case Notice.JoinedByDomain ignored -> Kind.JOINED_BY_DOMAIN;
            case Notice.DeprovisioningHeld ignored -> Kind.DEPROVISIONING_HELD;
            case Notice.ConflictOpened ignored -> Kind.CONFLICT_OPENED;
        };
    }

    private static String key(Kind kind, Notice notice) {
        return notice instanceof Notice.ConflictOpened opened ? kind + " " + opened.type() : kind.name();
    }
}
