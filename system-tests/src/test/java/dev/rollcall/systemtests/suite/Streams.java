package dev.rollcall.systemtests.suite;

import dev.rollcall.sandbox.suite.SandboxFile;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The numbered streams as the databases hold them: a look behind the services' backs, with the superuser's eyes. */
public final class Streams {
    /** I9 of the fault tests: how long a backlog may last after everything is up again. */
    private static final Duration BACKLOG_MAX = Duration.ofSeconds(120);

    private static final String NUMBERED =
            "(select source, sequence, event_id from membership.event_log union all select source, sequence, event_id from sso.event_log)";
    private static final String SEALED =
            "(select s.source, i.seq as sequence, i.event_id from audit.audit_stream_index i join audit.audit_stream s on s.id = i.stream_id)";

    private Streams() {}

    /** Waits until nothing is on its way any more: every committed event is numbered, sealed and published. */
    public static void settle(RunningSuite suite) {
        Await.until(
                "nothing is on its way",
                BACKLOG_MAX,
                () -> rows(
                        suite,
                        "select 'waiting for a number', count(*) from (select id from membership.outbox union all select id from sso.outbox) o"
                                + " union all select 'not taken', (select count(*) from " + NUMBERED
                                + " n) - (select count(*) from " + SEALED + " s)"
                                + " union all select 'not sealed', count(*) from audit.audit_pending"
                                + " union all select 'not published', (select position from audit.audit_position where name = 'sealed')"
                                + " - (select position from audit.audit_position where name = 'published')"),
                counts -> counts.stream().allMatch(count -> count.endsWith("=0")));
    }

    /** Streams whose numbers are not 1..N, or that use one event twice; empty when all is well (I2). */
    public static List<String> gaps(RunningSuite suite) {
        return rows(
                suite,
                "select source, count(*) || ' numbers up to ' || max(sequence) from " + NUMBERED + " n group by source"
                        + " having count(*) <> max(sequence) or min(sequence) <> 1 or count(distinct event_id) <> count(*)");
    }

    /** What is in the log of events or in the audit, but not in both under the same number; empty when all is well (I1, I2). */
    public static List<String> differences(RunningSuite suite) {
        return rows(
                suite,
                "select coalesce(n.source, s.source), coalesce(n.sequence, s.sequence) || case when n.event_id is null"
                        + " then ' only sealed' else ' not sealed' end from " + NUMBERED + " n full join " + SEALED
                        + " s on s.source = n.source and s.sequence = n.sequence and s.event_id = n.event_id"
                        + " where n.event_id is null or s.event_id is null");
    }

    /** Organizations whose entries are not 1..N; empty when all is well. */
    public static List<String> sealingGaps(RunningSuite suite) {
        return rows(
                suite,
                "select organization_id::text, count(*) || ' entries up to ' || max(org_seq) from audit.audit_entry"
                        + " group by organization_id having count(*) <> max(org_seq) or min(org_seq) <> 1"
                        + " or count(distinct org_seq) <> count(*)");
    }

    /** Rows of two columns as {@code first=second}. */
    private static List<String> rows(RunningSuite suite, String sql) {
        SandboxFile.Database database = suite.description().postgres();
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                rows.add(row.getString(1) + "=" + row.getString(2));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
