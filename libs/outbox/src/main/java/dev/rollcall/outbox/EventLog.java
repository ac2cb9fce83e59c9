package dev.rollcall.outbox;

import dev.rollcall.contract.event.CloudEvent;
import dev.rollcall.contract.stream.StreamsApi;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import javax.sql.DataSource;

/** The numbered events of a service: read again by consumers that miss some, forgotten once they are sealed and old. */
public final class EventLog {

    /** How long a sealed event can still be asked for. */
    public static final Duration KEPT = Duration.ofDays(30);

    private static final int PRUNED_AT_ONCE = 5_000; // keeps transactions and their locks short

    private final DataSource database;

    public EventLog(DataSource database) {
        this.database = database;
    }

    /**
     * Events {@code from} to {@code to} (both included, from 1) of a stream, in order, at most {@code max} (never more than
     * {@link StreamsApi#PAGE_MAX}). Shorter when the stream has not come so far, or has forgotten them.
     *
     * @param source {@link dev.rollcall.contract.event.StreamKey#source()}
     */
    public List<CloudEvent> list(String source, long from, long to, int max) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("SELECT body FROM event_log WHERE source = ?"
                        + " AND sequence BETWEEN ? AND ? ORDER BY sequence LIMIT ?")) {
            select.setString(1, source);
            select.setLong(2, from);
            select.setLong(3, to);
            select.setInt(4, Math.clamp(max, 0, StreamsApi.PAGE_MAX));
            List<CloudEvent> events = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    events.add(EventBody.read(rows.getString(1)));
                }
            }
            return events;
        }
    }

    /** Remembers how far streams are sealed. A watermark never goes back; one of an unknown stream is ignored. */
    public void acceptWatermarks(List<StreamsApi.Watermark> watermarks) throws SQLException {
        // One order for everybody (sorted by source), so that two callers cannot wait for each other.
        TreeMap<String, Long> highest = new TreeMap<>();
        watermarks.forEach(mark -> highest.merge(mark.source(), mark.sequence(), Math::max));
        try (Connection connection = database.getConnection();
                PreparedStatement upsert = connection.prepareStatement("INSERT INTO sealed_watermark (source, sequence)"
                        + " SELECT w.source, least(w.sequence, h.last)"
                        + " FROM unnest(?::text[], ?::bigint[]) AS w(source, sequence)"
                        + " JOIN stream_head h ON h.source = w.source ORDER BY w.source"
                        + " ON CONFLICT (source) DO UPDATE SET sequence = EXCLUDED.sequence"
                        + " WHERE sealed_watermark.sequence < EXCLUDED.sequence")) {
            upsert.setArray(1, connection.createArrayOf("text", highest.keySet().toArray()));
            upsert.setArray(2, connection.createArrayOf("int8", highest.values().toArray()));
            upsert.executeUpdate();
        }
    }

    /**
     * Forgets what is sealed and older than {@link #KEPT}, in short transactions. For a daily schedule.
     *
     * @return how many events were removed
     */
    public long prune() throws SQLException {
        return prune(KEPT);
    }

    long prune(Duration kept) throws SQLException {
        long removed = 0;
        try (Connection connection = database.getConnection();
                PreparedStatement delete = connection.prepareStatement(
                        "DELETE FROM event_log WHERE (source, sequence) IN"
                                + " (SELECT e.source, e.sequence FROM event_log e"
                                + " JOIN sealed_watermark w ON w.source = e.source AND e.sequence <= w.sequence"
                                + " JOIN shard_position p ON p.shard = e.shard AND e.position <= p.published"
                                + " WHERE e.recorded_at < now() - ? * interval '1 second'"
                                + " AND NOT EXISTS (SELECT 1 FROM parked_stream k WHERE k.source = e.source) LIMIT ?)")) {
            int last;
            do {
                delete.setLong(1, kept.toSeconds());
                delete.setInt(2, PRUNED_AT_ONCE);
                last = delete.executeUpdate();
                removed += last;
            } while (last == PRUNED_AT_ONCE);
        }
        return removed;
    }
}
