package dev.rollcall.membership.idp;

import dev.rollcall.membership.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Metadata that wait for an owner, a row of {@code idp_pending_metadata}.
 *
 * @param since when they were first seen
 * @param signOnUrl where they lead browsers
 * @param thumbprints of their certificates
 * @param doubt why nobody took them over, a sentence for owners
 */
record PendingMetadata(Instant since, String signOnUrl, List<String> thumbprints, String doubt) {

    static Optional<PendingMetadata> find(Connection connection, UUID connectionId) throws SQLException {
        return Sql.on(
                        connection,
                        "select since, sign_on_url, thumbprints, doubt from idp_pending_metadata where connection_id = ?",
                        connectionId)
                .first(row -> new PendingMetadata(
                        Sql.requireInstant(row, "since"),
                        row.getString("sign_on_url"),
                        List.of((String[]) row.getArray("thumbprints").getArray()),
                        row.getString("doubt")));
    }

    /** @return whether owners have not been told of these */
    boolean store(Connection connection, UUID connectionId) throws SQLException {
        return Sql.on(connection, """
                        insert into idp_pending_metadata as p (connection_id, since, sign_on_url, thumbprints, doubt)
                        values (?, ?, ?, ?, ?)
                        on conflict (connection_id) do update set since = excluded.since, sign_on_url = excluded.sign_on_url,
                            thumbprints = excluded.thumbprints, doubt = excluded.doubt
                         where (p.sign_on_url, p.thumbprints) is distinct from (excluded.sign_on_url, excluded.thumbprints)
                        """, connectionId, since, signOnUrl, thumbprints.toArray(String[]::new), doubt)
                        .update()
                > 0;
    }

    static void forget(Connection connection, UUID connectionId) throws SQLException {
        Sql.on(connection, "delete from idp_pending_metadata where connection_id = ?", connectionId)
                .update();
    }
}
