package dev.rollcall.benchmarks.suite;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.UUID;

/**
 * Users of very large stores: copies of the rows that the service wrote for the first user, under names and ids of their own. Only the
 * events of their coming are missing, which no measurement looks at; a million over SCIM would take most of an hour.
 */
final class CopiedUsers {
    /** Users from this number on are copies. */
    static final int FROM = 100_000;

    private static final int AT_ONCE = 20_000; // some seconds

    /** What is the first user's own in a row is its local part. */
    private static final String COPY = """
            with t as materialized (
              select s.*, a.email, a.user_name as account_name, a.given_name, a.family_name, a.full_name, m.organization_id, m.role,
                     m.role_source, m.status, m.origin, m.managed_by
                from membership.scim_user s join membership.account a on a.id = s.account_id
                join membership.connection c on c.id = s.connection_id
                join membership.member m on m.organization_id = c.organization_id and m.account_id = s.account_id
               where s.connection_id = ? and s.user_name_key = ?),
            n as materialized (
              select i, 'p' || i as name, uuidv7() as account_id, uuidv7() as member_id, uuidv7() as user_id, now() as at
                from generate_series(?, ?) as i),
            accounts as (
              insert into membership.account (id, email, email_key, user_name, user_name_key, given_name, family_name, full_name,
                                              created_at, updated_at)
              select n.account_id, replace(t.email, 'p0', n.name), replace(t.email, 'p0', n.name), 'copy-' || n.name, 'copy-' || n.name,
                     t.given_name, replace(t.family_name, 'p0', n.name), replace(t.full_name, 'p0', n.name), n.at, n.at from n, t),
            members as (
              insert into membership.member (organization_id, account_id, id, role, role_source, status, origin, managed_by,
                                             connection_id, joined_at, updated_at, version, session_epoch)
              select t.organization_id, n.account_id, n.member_id, t.role, t.role_source, t.status, t.origin, t.managed_by,
                     t.connection_id, n.at, n.at, 1, 1 from n, t),
            users as (
              insert into membership.scim_user (connection_id, id, account_id, user_name, user_name_key, external_id, active, resource,
                                                resource_text, account_name, created_at, updated_at, version)
              select t.connection_id, n.user_id, n.account_id, replace(t.user_name, 'p0', n.name),
                     replace(t.user_name_key, 'p0', n.name), replace(t.external_id, 'p0', n.name), t.active,
                     replace(t.resource::text, 'p0', n.name)::jsonb, replace(t.resource_text, 'p0', n.name), 'copy-' || n.name, n.at, n.at, 1 from n, t)
            select n.i, n.user_id from n, t""";

    private final RunningSuite suite;
    private final String connectionId;
    private final UserIds ids;

    CopiedUsers(RunningSuite suite, String connectionId, UserIds ids) {
        this.suite = suite;
        this.connectionId = connectionId;
        this.ids = ids;
    }

    /** Makes those that are missing, which are all from some number on; says how far it is. */
    void fill() throws SQLException, IOException {
        int first = FROM;
        while (first < ids.count() && ids.has(first)) {
            first++;
        }
        if (first >= ids.count()) {
            return;
        }
        System.out.printf(Locale.ROOT, "Copying %,d users:%n", ids.count() - first);
        try (Connection connection = suite.database()) {
            for (int from = first; from < ids.count(); from += AT_ONCE) {
                int to = Math.min(ids.count(), from + AT_ONCE);
                copy(connection, from, to);
                System.out.printf(Locale.ROOT, "  %,9d of %,d users are there%n", to, ids.count());
            }
            try (Statement statement = connection.createStatement()) {
                // What the server would do by itself a minute later.
                statement.execute("vacuum analyze membership.account, membership.member, membership.scim_user");
            }
        }
    }

    private void copy(Connection connection, int from, int to) throws SQLException, IOException {
        try (PreparedStatement statement = connection.prepareStatement(COPY)) {
            statement.setObject(1, UUID.fromString(connectionId));
            statement.setString(2, UserBody.userName(UserBody.preloaded(0)));
            statement.setInt(3, from);
            statement.setInt(4, to - 1);
            int made = 0;
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    ids.put(row.getInt(1), row.getString(2));
                    made++;
                }
            }
            if (made != to - from) {
                throw new IllegalStateException("The first user is not there to be copied");
            }
        }
    }
}
