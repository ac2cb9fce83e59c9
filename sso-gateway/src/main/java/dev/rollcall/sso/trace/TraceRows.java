package dev.rollcall.sso.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.rollcall.sso.sql.Soon;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Table {@code flow_trace}. */
final class TraceRows {
    /** A sign-in does not wait longer for its trace. */
    private static final int SECONDS_MAX = 2;
    /** Whoever sends to one flow again and again writes no further. */
    private static final int STEPS_MAX = 2 * BoundRules.STEPS_MAX;

    static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    static final String INSERT =
            "INSERT INTO flow_trace AS t (id, mnemonic, connection_id, protocol, test, began_at, ended_at, outcome, code, person, body)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)";

    /**
     * A flow that was decided stays decided, whatever is sent to it afterwards; a failure gives way to what comes later, for the sender may
     * have been somebody else.
     */
    private static final String WRITE = INSERT + """

            ON CONFLICT (id) DO UPDATE SET
              (ended_at, outcome, code, person, body) = (
                SELECT CASE WHEN n.counts THEN EXCLUDED.ended_at ELSE t.ended_at END,
                       CASE WHEN n.counts THEN EXCLUDED.outcome ELSE t.outcome END,
                       CASE WHEN n.counts THEN EXCLUDED.code ELSE t.code END,
                       CASE WHEN n.counts THEN coalesce(EXCLUDED.person, t.person) ELSE t.person END,
                       (CASE WHEN n.counts THEN t.body - '{expected,received,setting}'::text[] || EXCLUDED.body ELSE t.body END)
                         || CASE WHEN jsonb_array_length(coalesce(t.body -> 'steps', '[]')) < ?
                                 THEN jsonb_build_object('steps', coalesce(t.body -> 'steps', '[]') || coalesce(EXCLUDED.body -> 'steps', '[]'))
                                 ELSE jsonb_build_object('steps', t.body -> 'steps') END
                  FROM (SELECT t.outcome IN ('BEGUN', 'FAILED') AND EXCLUDED.outcome <> 'BEGUN' AS counts) n)
             WHERE t.connection_id = EXCLUDED.connection_id""";

    private TraceRows() {}

    /** A crash may lose it, as it loses whatever was only on its way. */
    static void write(Connection connection, StoredTrace trace) throws SQLException {
        try (PreparedStatement insert = Soon.prepare(connection, WRITE)) {
            insert.setQueryTimeout(SECONDS_MAX);
            int last = bind(insert, trace);
            insert.setInt(last + 1, STEPS_MAX);
            Soon.run(insert);
        }
    }

    /** @return the last placeholder of {@link #INSERT} */
    static int bind(PreparedStatement insert, StoredTrace trace) throws SQLException {
        insert.setObject(1, trace.id());
        insert.setString(2, trace.mnemonic());
        insert.setObject(3, trace.connectionId());
        insert.setString(4, trace.protocol().name());
        insert.setBoolean(5, trace.test());
        insert.setObject(6, utc(trace.beganAt()));
        insert.setObject(7, utc(trace.endedAt()));
        insert.setString(8, trace.outcome().name());
        insert.setString(9, trace.code());
        String person = trace.person();
        insert.setString(10, person == null ? null : person.toLowerCase(Locale.ROOT));
        insert.setString(11, json(java.util.Objects.requireNonNull(trace.body())));
        return 11;
    }

    private static String json(TraceBody body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // records of texts, lists and numbers
        }
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
