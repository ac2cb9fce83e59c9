package dev.rollcall.membership.account;

import dev.rollcall.contract.account.AccountsApi.HeldMembership;
import dev.rollcall.contract.account.AccountsApi.MembershipList;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.sql.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** What an account is a member of, for the person themselves and for their sessions. */
@ApplicationScoped
class AccountMemberships {
    private static final String LIST = """
            select m.id, m.organization_id, o.name, o.display_name, m.status, m.role, m.session_epoch, m.joined_at, m.origin,
                   array(select distinct t.name from team_member tm join team t on t.id = tm.team_id
                          where tm.member_id = m.id order by t.name) as teams
              from member m join organization o on o.id = m.organization_id
             where m.account_id = ? order by o.name limit ?""";

    private final Transactions transactions;

    AccountMemberships(Transactions transactions) {
        this.transactions = transactions;
    }

    List<HeldMembership> list(UUID account) {
        return transactions.read(connection -> Sql.on(connection, LIST, account, MembershipList.MEMBERSHIPS_MAX)
                .list(AccountMemberships::read));
    }

    private static HeldMembership read(ResultSet row) throws SQLException {
        return new HeldMembership(
                row.getObject("id", UUID.class),
                row.getObject("organization_id", UUID.class),
                row.getString("name"),
                row.getString("display_name"),
                row.getString("status").equals("ACTIVE"),
                row.getString("role"),
                row.getLong("session_epoch"),
                Sql.requireInstant(row, "joined_at"),
                row.getString("origin"),
                List.of((String[]) row.getArray("teams").getArray()));
    }
}
