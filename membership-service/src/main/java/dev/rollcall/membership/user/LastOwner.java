package dev.rollcall.membership.user;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.user.ChangeRules.Fate;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** An organization can never lose its last active owner (R-SCIM-38). */
final class LastOwner {
    private LastOwner() {}

    /** Refuses when an organization would be left without; two owners who leave at once wait for each other on its row. */
    static void check(Connection connection, List<Fate> fates) throws SQLException {
        for (Fate fate : fates) {
            if (ChangeRules.losesOwner(fate) && fate instanceof Fate.Changes changes) {
                check(connection, changes.before());
            }
        }
    }

    /** Refuses after the fact: all of them together may have left none. */
    static void requireOne(Connection connection, UUID organizationId) throws SQLException {
        String name = Sql.on(connection, "select name from organization where id = ? for update", organizationId)
                .first(row -> row.getString(1))
                .orElse("");
        boolean one = Sql.on(
                        connection,
                        "select 1 from member where organization_id = ? and role = 'owner' and status = 'ACTIVE' limit 1",
                        organizationId)
                .first(row -> row.getInt(1))
                .isPresent();
        if (!one) {
            throw Refusal.LAST_OWNER.because("This would leave " + name
                    + " without an owner; make somebody else an owner first. Nothing was changed.");
        }
    }

    static void check(Connection connection, Membership leaving) throws SQLException {
        Sql.on(connection, "select 1 from organization where id = ? for update", leaving.organizationId())
                .first(row -> row.getInt(1));
        boolean another = Sql.on(
                        connection,
                        "select 1 from member where organization_id = ? and role = 'owner' and status = 'ACTIVE' and id <> ? limit 1",
                        leaving.organizationId(),
                        leaving.id())
                .first(row -> row.getInt(1))
                .isPresent();
        if (!another) {
            throw Refusal.LAST_OWNER.because("This person is the last owner of " + leaving.organizationName()
                    + "; make somebody else an owner first. Nothing was changed.");
        }
    }
}
