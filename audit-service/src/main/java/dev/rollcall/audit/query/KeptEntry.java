package dev.rollcall.audit.query;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * An entry as the log keeps it.
 *
 * @param name the username; null for facts about the organization itself
 * @param time RFC 3339 in UTC with microseconds
 * @param event the CloudEvent as JSON, without personal values
 * @param pii personal values as JSON; null when there were none or they are forgotten
 */
record KeptEntry(
        long auditIndex,
        long orgSeq,
        String eventId,
        String type,
        String action,
        String actor,
        @Nullable String name,
        String time,
        String event,
        @Nullable String pii) {

    static KeptEntry of(ResultSet row) throws SQLException {
        return new KeptEntry(
                row.getLong("audit_index"),
                row.getLong("org_seq"),
                row.getString("event_id"),
                row.getString("type"),
                row.getString("action"),
                row.getString("actor"),
                row.getString("name"),
                row.getString("time"),
                row.getString("event"),
                row.getString("pii"));
    }
}
