package dev.rollcall.audit.log;

import dev.rollcall.contract.stream.StreamsApi.Watermark;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** How far each stream of a service is sealed, and how far that service was told. Told twice is harmless: a watermark only rises. */
@ApplicationScoped
public class Watermarks {
    /** Entries looked at for one report; a report has at most as many streams. */
    static final int ENTRIES_MAX = 1_000;

    // Every account is a stream: "offset 0" keeps the planner at a look-up per entry, where it would read them all.
    // An entry is sealed only after all before it in its stream, so the highest number is the watermark.
    private static final String UNREPORTED = """
            select p.position, b.last, s.source, max(e.stream_seq) as seq
            from (select position from audit_position where name = ?) p
            cross join lateral (
                select least(sealed.position, p.position + ?) as last from audit_position sealed where sealed.name = 'sealed'
            ) b
            left join audit_entry e on e.audit_index > p.position and e.audit_index <= b.last
            left join lateral (
                select x.source from audit_stream x where x.id = e.stream_id and starts_with(x.source, ?) offset 0
            ) s on true
            group by p.position, b.last, s.source
            """;

    /**
     * What a service has not heard yet.
     *
     * @param from the audit index up to which it was told before
     * @param to the audit index up to which this report goes; equal to {@code from} when there is nothing new
     */
    public record Report(long from, long to, List<Watermark> watermarks) {}

    private final DataSource database;

    Watermarks(DataSource database) {
        this.database = database;
    }

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public Report unreported(String service) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(UNREPORTED)) {
            select.setString(1, position(service));
            select.setInt(2, ENTRIES_MAX);
            select.setString(3, "/" + service + "/");
            try (ResultSet row = select.executeQuery()) {
                long from = 0;
                long to = 0;
                List<Watermark> watermarks = new ArrayList<>();
                while (row.next()) {
                    from = row.getLong("position");
                    to = row.getLong("last");
                    String source = row.getString("source");
                    if (source != null) {
                        watermarks.add(new Watermark(source, row.getLong("seq")));
                    }
                }
                return new Report(from, to, watermarks);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Sealed watermarks could not be read", e);
        }
    }

    /** The service has taken this report; another replica may have told more meanwhile, which then stays. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void reported(String service, Report report) {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "update audit_position set position = ? where name = ? and position = ?")) {
            update.setLong(1, report.to());
            update.setString(2, position(service));
            update.setLong(3, report.from());
            update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("Reported watermarks could not be stored", e);
        }
    }

    private static String position(String service) {
        return "watermark:" + service;
    }
}
