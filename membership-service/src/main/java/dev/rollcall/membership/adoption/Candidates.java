package dev.rollcall.membership.adoption;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.membership.admin.Ids;
import dev.rollcall.membership.adoption.AdoptionRules.Candidate;
import dev.rollcall.membership.sql.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Looks up members and the connections that may take them. */
final class Candidates {
    private static final int USER_NAME_MAX = 255;
    private static final int CONNECTIONS_MAX = 2; // one, or too many to choose for the owner

    private static final String CONNECTIONS = """
            select c.id from connection c join connection_organization co on co.connection_id = c.id
             where co.organization_id = ? and (c.id = ?::uuid or ?::uuid is null and c.scim_enabled) limit ?""";

    private static final String CANDIDATE = """
            select case when m.managed_by = 'SCIM' then m.connection_id end as manager, c.scim_enabled, c.user_names,
                   s.id is not null as described,
                   exists (select 1 from connection_domain cd join domain d on d.name = cd.domain
                            where cd.connection_id = c.id and cd.domain = split_part(a.email_key, '@', -1)
                              and d.verified_at is not null) as verified,
                   exists (select 1 from conflict k
                            where k.organization_id = m.organization_id and k.member_id = m.id and k.connection_id = c.id
                              and k.type in ('UNMANAGED_WRITE', 'ADOPTION_REQUESTED')
                              and coalesce(lower(k.details #>> '{sent,userName}'), a.email_key) = a.email_key) as pushed,
                   exists (select 1 from scim_user x where x.connection_id = c.id and x.external_id = ?
                              and x.account_id <> m.account_id)
                       or exists (select 1 from pending_link p where p.connection_id = c.id and p.external_id = ? and p.expires_at > now()
                              and p.member_id <> m.id) as external_id_taken
              from member m join account a on a.id = m.account_id cross join connection c
              left join scim_user s on s.connection_id = c.id and s.account_id = m.account_id
             where m.organization_id = ? and m.id = ? and c.id = ? for update of m""";

    private Candidates() {}

    /** By member id, or by username in any letter case. */
    static UUID member(Connection connection, UUID organizationId, String idOrUserName) throws SQLException {
        UUID id = Ids.parse(idOrUserName).orElse(null);
        boolean askable =
                idOrUserName.length() <= USER_NAME_MAX && idOrUserName.chars().noneMatch(Character::isISOControl);
        if (!askable) {
            throw unknownMember();
        }
        return Sql.on(
                        connection,
                        id != null
                                ? "select m.id from member m where m.organization_id = ? and m.id = ?"
                                : "select m.id from member m join account a on a.id = m.account_id"
                                        + " where m.organization_id = ? and a.user_name_key = ?",
                        organizationId,
                        id != null ? id : idOrUserName.toLowerCase(Locale.ROOT))
                .first(row -> row.getObject(1, UUID.class))
                .orElseThrow(Candidates::unknownMember);
    }

    /**
     * The connection that is to manage members of the organization.
     *
     * @param wanted null for the only one with SCIM switched on
     * @throws Refused CONNECTION_UNKNOWN, or VALUE_INVALID when the owner must choose
     */
    static UUID connection(Connection connection, UUID organizationId, @Nullable UUID wanted) throws SQLException {
        List<UUID> found = Sql.on(connection, CONNECTIONS, organizationId, wanted, wanted, CONNECTIONS_MAX)
                .list(row -> row.getObject(1, UUID.class));
        if (found.size() == 1) {
            return found.getFirst();
        }
        if (wanted != null) {
            throw Refusal.CONNECTION_UNKNOWN.because("connection: the organization has no such connection.");
        }
        if (found.isEmpty()) {
            throw Refusal.SCIM_DISABLED.because("No connection of the organization has SCIM switched on.");
        }
        throw Refusal.VALUE_INVALID.because("connection: is required, the organization has several with SCIM.");
    }

    /** The member, locked until the commit. */
    static Candidate lock(
            Connection connection, UUID organizationId, UUID memberId, UUID connectionId, @Nullable String externalId)
            throws SQLException {
        return Sql.on(connection, CANDIDATE, externalId, externalId, organizationId, memberId, connectionId)
                .first(row -> read(row, memberId, connectionId))
                .orElseThrow(Candidates::unknownMember);
    }

    private static Candidate read(ResultSet row, UUID memberId, UUID connectionId) throws SQLException {
        return new Candidate(
                memberId,
                connectionId,
                row.getObject("manager", UUID.class),
                row.getBoolean("scim_enabled"),
                row.getString("user_names").equals("EMAIL"),
                row.getBoolean("verified"),
                row.getBoolean("described"),
                row.getBoolean("pushed"),
                row.getBoolean("external_id_taken"));
    }

    static Refused unknownMember() {
        return Refusal.MEMBER_UNKNOWN.because("The organization has no such member.");
    }
}
