package dev.rollcall.membership.connection;

import dev.rollcall.contract.provisioning.ScimClient.Dialect;
import dev.rollcall.membership.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;

/** Keeps whose habits the clients of connections show. No event: nobody has decided anything. */
public final class DialectGuesses {
    // Only what is news; locked in one order, so that two replicas wait for each other in one direction only.
    private static final String KEEP = """
            with news as (
                select c.id, g.dialect from connection c join unnest(?::uuid[], ?::text[]) g (id, dialect) on g.id = c.id
                 where c.dialect_guessed is distinct from g.dialect order by c.id for no key update of c)
            update connection c
               set dialect_guessed = news.dialect,
                   dialect = case when c.dialect_pinned then c.dialect else news.dialect end
              from news where c.id = news.id
            """;

    private DialectGuesses() {}

    /** @param guesses the latest of each connection; those that are gone are passed over */
    public static void keep(Connection connection, Map<UUID, Dialect> guesses) throws SQLException {
        if (!guesses.isEmpty()) {
            UUID[] ids = guesses.keySet().toArray(UUID[]::new);
            String[] dialects = guesses.values().stream().map(Dialect::name).toArray(String[]::new);
            Sql.on(connection, KEEP, ids, dialects).update();
        }
    }
}
