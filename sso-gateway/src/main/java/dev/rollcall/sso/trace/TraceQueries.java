package dev.rollcall.sso.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.rollcall.sso.identity.ProvenIdentity.Protocol;
import dev.rollcall.sso.trace.TraceQuery.Place;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Traces as they are stored: listed without their bodies, and shown whole. */
@ApplicationScoped
class TraceQueries {
    /** Of one mnemonic, or one id: chance makes no more. */
    private static final int NAMESAKES_MAX = 10;

    private static final String COLUMNS =
            "id, mnemonic, connection_id, protocol, test, began_at, ended_at, outcome, code, person";

    private final DataSource database;

    TraceQueries(DataSource database) {
        this.database = database;
    }

    /** Failures first, then the newest; one more than wanted when there are more. */
    List<StoredTrace> list(TraceQuery query) {
        List<Object> values = new ArrayList<>(List.of(query.connectionId()));
        StringBuilder where = new StringBuilder("connection_id = ?");
        if (query.code() != null) {
            where.append(" AND code = ?");
            values.add(query.code());
        }
        if (query.outcome() != null) {
            where.append(" AND outcome = ?");
            values.add(query.outcome().name());
        }
        String text = query.text();
        if (text != null) {
            where.append(" AND (strpos(person, ?) > 0 OR mnemonic = ? OR lower(code) = ?)");
            values.addAll(List.of(text, TraceQuery.spelled(text), text));
        }
        Place after = query.after();
        if (after != null) {
            where.append(" AND (failed, id) < (?, ?)");
            values.addAll(List.of(after.failed(), after.id()));
        }
        values.add(query.size() + 1);
        return select(
                "SELECT " + COLUMNS + " FROM flow_trace WHERE " + where + " ORDER BY failed DESC, id DESC LIMIT ?",
                values,
                false);
    }

    /** Whole, newest first. */
    List<StoredTrace> named(String mnemonic) {
        return select(
                "SELECT " + COLUMNS + ", body FROM flow_trace WHERE mnemonic = ? ORDER BY id DESC LIMIT "
                        + NAMESAKES_MAX,
                List.of(mnemonic),
                true);
    }

    /** Whole; one at most. */
    List<StoredTrace> withId(UUID id) {
        return select("SELECT " + COLUMNS + ", body FROM flow_trace WHERE id = ?", List.of(id), true);
    }

    private List<StoredTrace> select(String text, List<Object> values, boolean whole) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(text)) {
            for (int i = 0; i < values.size(); i++) {
                select.setObject(i + 1, values.get(i));
            }
            try (ResultSet row = select.executeQuery()) {
                List<StoredTrace> traces = new ArrayList<>();
                while (row.next()) {
                    traces.add(read(row, whole ? row.getString("body") : null));
                }
                return traces;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static StoredTrace read(ResultSet row, @Nullable String body) throws SQLException {
        OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
        return new StoredTrace(
                row.getObject("id", UUID.class),
                row.getString("mnemonic"),
                row.getObject("connection_id", UUID.class),
                Protocol.valueOf(row.getString("protocol")),
                row.getBoolean("test"),
                row.getObject("began_at", OffsetDateTime.class).toInstant(),
                ended == null ? null : ended.toInstant(),
                FlowOutcome.valueOf(row.getString("outcome")),
                row.getString("code"),
                row.getString("person"),
                body == null ? null : body(body));
    }

    private static TraceBody body(String json) {
        try {
            return TraceRows.JSON.readValue(json, TraceBody.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Table flow_trace holds a body that is none", e);
        }
    }
}
