package dev.rollcall.audit.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;

/** Where consumption continues: in our own database, so that it moves with the effect or not at all. */
@ApplicationScoped
public class Positions {
    static final String CONSUMER = "audit-service";

    private static final String ADVANCE = """
            update consumer_position p set next_offset = a.next
            from unnest(?::text[], ?::int[], ?::bigint[], ?::bigint[]) as a(topic, partition, expected, next)
            where p.consumer = ? and p.topic = a.topic and p.partition = a.partition and p.next_offset = a.expected
            """;
    private static final String BEGIN = """
            insert into consumer_position (consumer, topic, partition, next_offset)
            select ?, b.topic, b.partition, b.next
            from unnest(?::text[], ?::int[], ?::bigint[]) as b(topic, partition, next)
            on conflict do nothing
            """;

    private final DataSource database;

    Positions(DataSource database) {
        this.database = database;
    }

    private Map<TopicPartition, Long> all() {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select topic, partition, next_offset from consumer_position where consumer = ?")) {
            select.setString(1, CONSUMER);
            Map<TopicPartition, Long> positions = new HashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    positions.put(new TopicPartition(row.getString(1), row.getInt(2)), row.getLong(3));
                }
            }
            return positions;
        } catch (SQLException e) {
            throw new IllegalStateException("Consumer positions could not be read", e);
        }
    }

    /**
     * The positions of these partitions. One without a position is seen for the first time, and a first start takes everything there is:
     * it begins where the topic does.
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public Map<TopicPartition, Long> require(
            Collection<TopicPartition> partitions,
            Function<Collection<TopicPartition>, Map<TopicPartition, Long>> beginnings) {
        Map<TopicPartition, Long> stored = all();
        List<TopicPartition> fresh =
                partitions.stream().filter(p -> !stored.containsKey(p)).toList();
        if (fresh.isEmpty()) {
            return stored;
        }
        begin(beginnings.apply(fresh));
        return all();
    }

    /** Another replica that was faster wins. */
    void begin(Map<TopicPartition, Long> beginnings) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(BEGIN)) {
            Collection<TopicPartition> partitions = beginnings.keySet();
            insert.setString(1, CONSUMER);
            insert.setArray(2, array(connection, "text", partitions.stream().map(TopicPartition::topic)));
            insert.setArray(3, array(connection, "int4", partitions.stream().map(TopicPartition::partition)));
            insert.setArray(4, array(connection, "int8", partitions.stream().map(beginnings::get)));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("Consumer positions could not be stored", e);
        }
    }

    /** Moves all of them within the caller's transaction, or refuses when one is not where we left it. */
    static void advance(Connection connection, List<Advance> advances) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(ADVANCE)) {
            update.setArray(1, array(connection, "text", advances.stream().map(Advance::topic)));
            update.setArray(2, array(connection, "int4", advances.stream().map(Advance::partition)));
            update.setArray(3, array(connection, "int8", advances.stream().map(Advance::expected)));
            update.setArray(4, array(connection, "int8", advances.stream().map(Advance::next)));
            update.setString(5, CONSUMER);
            if (update.executeUpdate() != advances.size()) {
                throw new StalePosition();
            }
        }
    }

    private static java.sql.Array array(Connection connection, String type, java.util.stream.Stream<?> values)
            throws SQLException {
        return connection.createArrayOf(type, values.toArray());
    }
}
