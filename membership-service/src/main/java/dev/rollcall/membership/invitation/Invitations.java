package dev.rollcall.membership.invitation;

import dev.rollcall.contract.event.EventData.Actor;
import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.membership.admin.Cursor;
import dev.rollcall.membership.admin.Slice;
import dev.rollcall.membership.invitation.InvitationEvents.Subject;
import dev.rollcall.membership.invitation.InvitationRules.Known;
import dev.rollcall.membership.notice.InvitationMails;
import dev.rollcall.membership.notice.InvitationMails.Invitee;
import dev.rollcall.membership.organization.OrganizationAccess.Entry;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.sql.Transactions;
import dev.rollcall.membership.stream.Moments;
import dev.rollcall.membership.stream.Streams;
import dev.rollcall.membership.user.Seats;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Invites people, lists who is invited, and takes invitations back. */
@ApplicationScoped
class Invitations {
    private static final UUID END = new UUID(-1L, -1L);

    private static final String KNOWN = """
            select (select m.status from account a join member m on m.account_id = a.id
                     where a.email_key = ? and m.organization_id = ?) as member_status,
                   exists (select 1 from invitation i
                            where i.organization_id = ? and i.email_key = ? and i.state = 'PENDING') as pending,
                   (select count(*) from (select 1 from invitation i
                     where i.organization_id = ? and i.state = 'PENDING' limit ?) n) as pending_in_all,
                   exists (select 1 from connection_organization co join connection c on c.id = co.connection_id
                             join connection_domain cd on cd.connection_id = c.id
                            where co.organization_id = ? and c.scim_enabled and cd.domain = split_part(?, '@', -1)) as scim,
                   (select max(i.mailed_at) from invitation i where i.organization_id = ? and i.email_key = ?) as mailed""";

    private static final String INSERT = """
        insert into invitation (organization_id, id, email, email_key, role, team_id, invited_by, state, created_at, mailed_at, expires_at)
        values (?, ?, ?, ?, ?, ?, ?, 'PENDING', ?, ?, ?)\
        """;

    private static final String LIST = """
            select i.id, a.user_name as inviter, i.email, o.name as organization, t.name as team, i.role, i.created_at, i.expires_at
              from invitation i join organization o on o.id = i.organization_id
              left join account a on a.id = i.invited_by
              left join team t on t.organization_id = i.organization_id and t.id = i.team_id
             where i.organization_id = ? and i.state = 'PENDING' and i.id < ?
             order by i.id desc limit ? offset ?""";

    private static final String CANCEL = """
            update invitation set state = 'CANCELLED', closed_at = ?
             where organization_id = ? and id = ? and state = 'PENDING' returning email, role, team_id""";

    private final Transactions transactions;
    private final Streams streams;
    private final Moments moments;
    private final InvitationEnds ends;
    private final InvitationMails mails;

    Invitations(
            Transactions transactions, Streams streams, Moments moments, InvitationEnds ends, InvitationMails mails) {
        this.transactions = transactions;
        this.streams = streams;
        this.moments = moments;
        this.ends = ends;
        this.mails = mails;
    }

    /** @throws Refused MEMBER_EXISTS, INVITATION_EXISTS, NO_SEAT, TEAM_UNKNOWN, TOO_MANY, or RATE_LIMITED when the address was mailed a moment ago */
    Invitation invite(Entry entry, NewInvitation wanted) {
        UUID organizationId = entry.organizationId();
        return transactions.write(connection -> {
            Instant now = moments.now();
            ends.expire(connection, organizationId, now);
            Known known = known(connection, organizationId, wanted.email());
            InvitationRules.require(known, now);
            UUID team = team(connection, organizationId, wanted.team());
            Seats.take(connection, organizationId, entry.organization().name());
            Subject subject = new Subject(organizationId, moments.newId(), wanted.email(), wanted.role(), team);
            insert(connection, subject, entry.caller().accountId(), now);
            Actor actor = entry.caller().actor();
            streams.append(connection, List.of(InvitationEvents.of(EventType.INVITATION_SENT, subject, actor, now)));
            String inviter = userName(connection, entry.caller().accountId());
            mails.send(
                    connection,
                    new Invitee(
                            wanted.email(),
                            entry.organization().displayName(),
                            inviter,
                            wanted.role(),
                            InvitationRules.end(now)));
            return new Invitation(
                    subject.id(),
                    inviter,
                    wanted.email(),
                    entry.organization().name(),
                    wanted.team(),
                    wanted.role(),
                    now,
                    InvitationRules.end(now),
                    InvitationRules.warning(known));
        });
    }

    /** Pending ones, the newest first. */
    InvitationList list(UUID organizationId, Slice slice) {
        UUID before = slice.after() == null ? END : Cursor.id(slice.after());
        List<Invitation> rows = transactions.read(
                connection -> Sql.on(connection, LIST, organizationId, before, slice.limit(), slice.offset())
                        .list(Invitations::invitation));
        return new InvitationList(
                slice.cut(rows), slice.next(rows, row -> row.id().toString()));
    }

    /** The organization that a pending invitation is of. */
    Optional<UUID> organizationOf(UUID id) {
        return transactions.read(connection -> Sql.on(
                        connection, "select organization_id from invitation where id = ? and state = 'PENDING'", id)
                .first(row -> row.getObject(1, UUID.class)));
    }

    /** @throws Refused INVITATION_UNKNOWN, also for one that has ended meanwhile */
    void cancel(Entry entry, UUID id) {
        UUID organizationId = entry.organizationId();
        transactions.write(connection -> {
            Instant now = moments.now();
            Subject subject = Sql.on(connection, CANCEL, now, organizationId, id)
                    .first(row -> subject(row, organizationId, id))
                    .orElseThrow(Invitations::unknown);
            Seats.free(connection, organizationId);
            streams.append(
                    connection,
                    List.of(InvitationEvents.of(
                            EventType.INVITATION_CANCELLED,
                            subject,
                            entry.caller().actor(),
                            now)));
            return id;
        });
    }

    static Subject subject(ResultSet row, UUID organizationId, UUID id) throws SQLException {
        return new Subject(
                organizationId,
                id,
                row.getString("email"),
                row.getString("role"),
                row.getObject("team_id", UUID.class));
    }

    static RuntimeException unknown() {
        return Refusal.INVITATION_UNKNOWN.because("There is no such pending invitation.");
    }

    private static Known known(Connection connection, UUID organizationId, String email) throws SQLException {
        return Sql.on(
                        connection,
                        KNOWN,
                        email,
                        organizationId,
                        organizationId,
                        email,
                        organizationId,
                        InvitationRules.PENDING_MAX,
                        organizationId,
                        email,
                        organizationId,
                        email)
                .first(row -> new Known(
                        row.getString("member_status"),
                        row.getBoolean("pending"),
                        row.getInt("pending_in_all"),
                        row.getBoolean("scim"),
                        Sql.instant(row, "mailed")))
                .orElseThrow();
    }

    private static @Nullable UUID team(Connection connection, UUID organizationId, @Nullable String name)
            throws SQLException {
        return name == null
                ? null
                : Sql.on(
                                connection,
                                "select id from team where organization_id = ? and name_key = ?",
                                organizationId,
                                name.toLowerCase(Locale.ROOT))
                        .first(row -> row.getObject("id", UUID.class))
                        .orElseThrow(() -> Refusal.TEAM_UNKNOWN.because("team: the organization has no such team."));
    }

    private static void insert(Connection connection, Subject subject, UUID invitedBy, Instant now)
            throws SQLException {
        Sql.on(
                        connection,
                        INSERT,
                        subject.organizationId(),
                        subject.id(),
                        subject.email(),
                        subject.email(),
                        subject.role(),
                        subject.teamId(),
                        invitedBy,
                        now,
                        now,
                        InvitationRules.end(now))
                .update();
    }

    static @Nullable String userName(Connection connection, UUID accountId) throws SQLException {
        return Sql.on(connection, "select user_name from account where id = ?", accountId)
                .first(row -> row.getString("user_name"))
                .orElse(null);
    }

    private static Invitation invitation(ResultSet row) throws SQLException {
        return new Invitation(
                row.getObject("id", UUID.class),
                row.getString("inviter"),
                row.getString("email"),
                row.getString("organization"),
                row.getString("team"),
                row.getString("role"),
                Sql.requireInstant(row, "created_at"),
                Sql.requireInstant(row, "expires_at"),
                null);
    }
}
