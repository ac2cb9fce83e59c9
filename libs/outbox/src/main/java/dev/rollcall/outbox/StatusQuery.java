package dev.rollcall.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Looks at how far behind the relays of a schema are. */
final class StatusQuery {

    // The oldest of each shard is its first by id or position, near enough, and found without reading the rest.
    private static final String STATUS = """
            SELECT (SELECT count(*) FROM (SELECT 1 FROM outbox LIMIT ?) AS counted),
                   (SELECT coalesce(sum(head - published), 0) FROM shard_position),
                   (SELECT count(*) FROM parked_stream),
                   (SELECT coalesce(extract(epoch FROM clock_timestamp() - min(least(
                        (SELECT o.occurred_at FROM outbox o WHERE o.shard = p.shard ORDER BY o.id LIMIT 1),
                        (SELECT e.occurred_at FROM event_log e WHERE e.shard = p.shard AND e.position = p.published + 1)
                    ))), 0) FROM shard_position p)
            """;

    private StatusQuery() {}

    static RelayStatus run(Connection connection, @Nullable String lastError) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(STATUS)) {
            select.setInt(1, RelayStatus.COUNTED_MAX);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                // A fact may carry the clock of a machine that is a little ahead.
                Duration oldest = Duration.ofMillis(Math.max(0, Math.round(row.getDouble(4) * 1000)));
                return new RelayStatus(row.getLong(1), row.getLong(2), row.getLong(3), oldest, lastError);
            }
        }
    }
}
