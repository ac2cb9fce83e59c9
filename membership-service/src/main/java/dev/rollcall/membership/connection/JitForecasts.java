package dev.rollcall.membership.connection;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.sql.Transactions;
import dev.rollcall.membership.stream.Moments;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Counts what a connection's JIT provisioning does. Reads an organization's members once; owners ask for it rarely. */
@ApplicationScoped
class JitForecasts {
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private static final String LET_IN = """
            select count(distinct m.account_id) from connection_organization co join member m on m.organization_id = co.organization_id
             where co.connection_id = ? and m.origin = 'JIT' and m.joined_at > ? and m.provenance ->> 'connection' = ?""";

    private static final String REFUSED = """
            select count(*) from account a
             where split_part(a.email_key, '@', -1) in (
                       select d.name from connection_domain cd join domain d on d.name = cd.domain
                        where cd.connection_id = ? and d.verified_at is not null and not d.auto_provisioning)
               and not exists (
                   select 1 from connection_organization co join member m on m.organization_id = co.organization_id
                    where co.connection_id = ? and m.account_id = a.id)
               and not exists (
                   select 1 from connection_organization co join invitation i on i.organization_id = co.organization_id
                    where co.connection_id = ? and i.email_key = a.email_key and i.state = 'PENDING' and i.expires_at > ?)""";

    private final Transactions transactions;
    private final Moments moments;

    JitForecasts(Transactions transactions, Moments moments) {
        this.transactions = transactions;
        this.moments = moments;
    }

    private record Switches(boolean jit, boolean scim) {}

    JitForecast require(UUID connectionId) {
        Instant now = moments.now();
        return transactions.read(connection -> {
            Switches switches = Sql.on(
                            connection, "select jit_enabled, scim_enabled from connection where id = ?", connectionId)
                    .first(row -> new Switches(row.getBoolean(1), row.getBoolean(2)))
                    .orElseThrow(() -> Refusal.CONNECTION_UNKNOWN.because("There is no such connection."));
            long letIn =
                    count(connection, LET_IN, connectionId, now.minus(JitForecast.WINDOW), connectionId.toString());
            long refused = count(connection, REFUSED, connectionId, connectionId, connectionId, now);
            return JitForecast.of(switches.jit(), switches.scim(), letIn, refused);
        });
    }

    private static long count(Connection connection, String text, Object... values) throws SQLException {
        return Sql.on(connection, text, values)
                .within(LONGEST)
                .plannedAnew()
                .first(row -> row.getLong(1))
                .orElse(0L);
    }
}
