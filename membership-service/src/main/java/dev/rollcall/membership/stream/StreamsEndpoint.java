package dev.rollcall.membership.stream;

import dev.rollcall.contract.event.CloudEvent;
import dev.rollcall.contract.event.StreamKey;
import dev.rollcall.contract.stream.StreamsApi;
import dev.rollcall.outbox.EventLog;
import io.smallrye.common.annotation.Blocking;
import java.sql.SQLException;
import java.util.List;

/** Gap repair and sealed watermarks, for audit-service. */
@Blocking
public class StreamsEndpoint implements StreamsApi {
    private final EventLog log;

    StreamsEndpoint(EventLog log) {
        this.log = log;
    }

    @Override
    public List<CloudEvent> listEvents(String key, long from, long to) {
        try {
            return log.list(StreamKey.sourceOf(key), Math.max(1, from), to, PAGE_MAX);
        } catch (SQLException e) {
            throw new IllegalStateException("The event log cannot be read", e);
        }
    }

    @Override
    public void acceptWatermarks(List<Watermark> watermarks) {
        try {
            log.acceptWatermarks(watermarks);
        } catch (SQLException e) {
            throw new IllegalStateException("Watermarks cannot be stored", e);
        }
    }
}
