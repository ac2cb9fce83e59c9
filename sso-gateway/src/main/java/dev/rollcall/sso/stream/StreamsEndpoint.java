package dev.rollcall.sso.stream;

import dev.rollcall.contract.event.CloudEvent;
import dev.rollcall.contract.event.StreamKey;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.stream.StreamsApi;
import dev.rollcall.outbox.EventLog;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** Gap repair and watermarks for audit-service; InternalCallFilter lets nobody else in. */
public class StreamsEndpoint implements StreamsApi {
    private final EventLog log;

    StreamsEndpoint(DataSource database) {
        this.log = new EventLog(database);
    }

    @Override
    public List<CloudEvent> listEvents(String key, long from, long to) {
        if (from < 1 || to < from) {
            throw Refusal.VALUE_INVALID.because("from is at least 1, and to is at least from.");
        }
        try {
            return log.list(StreamKey.sourceOf(key), from, to, PAGE_MAX);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void acceptWatermarks(List<Watermark> watermarks) {
        try {
            log.acceptWatermarks(watermarks);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
