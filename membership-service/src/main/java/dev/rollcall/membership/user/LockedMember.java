package dev.rollcall.membership.user;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.membership.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One membership, locked until the commit, with how a connection describes it.
 *
 * @param userName what a resource for it would be called: the account's e-mail, or its username where it has none
 * @param describedAs the id of the connection's resource for the account; null when it has none
 * @param externalId of that resource
 */
record LockedMember(
        Membership member,
        String userName,
        @Nullable UUID describedAs,
        @Nullable String externalId) {
    private static final String LOCK = "select o.name as organization_name, a.user_name as account_user_name,"
            + " coalesce(a.email, a.user_name) as described_name, s.id as described_as, s.external_id, "
            + Lookups.MEMBER_COLUMNS
            + """

              from member m join organization o on o.id = m.organization_id join account a on a.id = m.account_id
              left join scim_user s on s.connection_id = ? and s.account_id = m.account_id
             where m.id = ? for update of m""";

    /** Refused as MEMBER_UNKNOWN when the membership has ended. */
    static LockedMember require(Connection connection, UUID connectionId, UUID memberId) throws SQLException {
        return Sql.on(connection, LOCK, connectionId, memberId)
                .first(row -> new LockedMember(
                        Lookups.membership(row, row.getString("organization_name"), row.getString("account_user_name")),
                        row.getString("described_name"),
                        row.getObject("described_as", UUID.class),
                        row.getString("external_id")))
                .orElseThrow(() -> Refusal.MEMBER_UNKNOWN.because("The membership has ended."));
    }
}
