package dev.rollcall.membership.signin;

import dev.rollcall.membership.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Looks again at the switches by which people join. Nobody joins once the switching off was answered: the switch waits for us, or we see it.
 * Members are locked already, and a switch may want those, so that for them what was read must do.
 */
@ApplicationScoped
class JoinSwitches {
    private static final String JIT = "select jit_enabled from connection where id = ? for share";

    private static final String DOMAIN =
            "select auto_provisioning from domain where organization_id = ? and name = ? and verified_at is not null"
                    + " for share";

    void require(Connection connection, Asked asked, Known known, Plan plan) throws SQLException {
        boolean byJit = plan.joins().stream().anyMatch(join -> join.origin().equals("JIT"));
        if (byJit && known.memberships().isEmpty()) {
            requireOn(Sql.on(connection, JIT, asked.connection()), "JIT");
        }
        for (Plan.Join join : plan.joins()) {
            if (join.origin().equals("AUTO_DOMAIN")) {
                UUID organization = join.organization().id();
                requireOn(Sql.on(connection, DOMAIN, organization, domain(asked, known)), "Auto-provisioning");
            }
        }
    }

    private static void requireOn(Sql statement, String what) throws SQLException {
        if (!statement.first(row -> row.getBoolean(1)).orElse(false)) {
            throw LostRace.because(what + " was switched off meanwhile");
        }
    }

    /** Of the linked account's address, whatever was asserted: it is accounts that a domain captures. Of who is not linked, both are one. */
    private static String domain(Asked asked, Known known) {
        Known.Account account = known.account();
        String email = known.linked() && account != null
                ? account.email()
                : asked.person().email();
        return email == null ? "" : email.substring(email.lastIndexOf('@') + 1);
    }
}
