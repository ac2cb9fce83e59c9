package dev.rollcall.systemtests.suite;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What the audit API tells of one organization. */
public final class AuditLog {
    private AuditLog() {}

    /** Everything, oldest first. */
    public static List<JsonNode> of(Http audit, String organization) {
        return pages(audit, "/v2/auditlogs/" + organization, "after=-1&page_size=100");
    }

    /** Everything of one action, oldest first. */
    public static List<JsonNode> of(Http audit, String organization, String action) {
        return pages(audit, "/v2/auditlogs/" + organization, "after=-1&page_size=100&action=" + action);
    }

    private static List<JsonNode> pages(Http audit, String path, String query) {
        List<JsonNode> entries = new ArrayList<>();
        String filters = query.replace("after=-1&", "");
        String next = query;
        while (next != null) {
            JsonNode page = audit.get(path + "?" + next).requireStatus(200).json();
            page.required("logs").forEach(entries::add);
            String cursor = page.path("next").asText(null);
            next = cursor == null || cursor.equals("null") ? null : filters + "&cursor=" + cursor;
        }
        return entries;
    }
}
