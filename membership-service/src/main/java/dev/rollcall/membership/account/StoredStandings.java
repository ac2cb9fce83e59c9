package dev.rollcall.membership.account;

import dev.rollcall.contract.account.AccountsApi.MemberStanding;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.kit.Standings;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.sql.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Members' standing straight from the source of truth. */
@ApplicationScoped
class StoredStandings implements Standings {
    private final Transactions transactions;

    StoredStandings(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public MemberStanding standing(UUID memberId) {
        return transactions
                .read(connection -> Sql.on(
                                connection,
                                "select organization_id, status, role, session_epoch from member where id = ?",
                                memberId)
                        .first(row -> new MemberStanding(
                                memberId,
                                row.getObject("organization_id", UUID.class),
                                row.getString("status").equals("ACTIVE"),
                                row.getString("role"),
                                row.getLong("session_epoch"))))
                .orElseThrow(() -> Refusal.MEMBER_UNKNOWN.because("There is no such membership."));
    }
}
