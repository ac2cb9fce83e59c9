package dev.rollcall.audit.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Streams with a hole. */
@ApplicationScoped
public class Gaps {
    /** Repaired in one round; the others wait for the next, seconds later. */
    private static final int STREAMS_MAX = 50;

    private final DataSource database;

    Gaps(DataSource database) {
        this.database = database;
    }

    /** A stream whose number after {@code seen} is missing though {@code highest} came. */
    record Gap(String source, long seen, long highest) {}

    /** Gaps open for at least so long, oldest first; those of stopped streams are left to people. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    List<Gap> open(Duration atLeast) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("""
                        select source, seen, highest from audit_stream
                        where gap_since <= now() - ? * interval '1 millisecond' and forked_at is null
                        order by gap_since limit ?""")) {
            select.setLong(1, atLeast.toMillis());
            select.setInt(2, STREAMS_MAX);
            List<Gap> gaps = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    gaps.add(new Gap(row.getString(1), row.getLong(2), row.getLong(3)));
                }
            }
            return gaps;
        } catch (SQLException e) {
            throw new IllegalStateException("Open gaps could not be read", e);
        }
    }
}
