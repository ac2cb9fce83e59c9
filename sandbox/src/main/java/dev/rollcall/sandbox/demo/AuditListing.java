package dev.rollcall.sandbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.sandbox.seed.AdminApi;
import java.util.ArrayList;
import java.util.List;

/**
 * The audit log as its API lists it.
 *
 * @param auditUrl base URL of audit-service
 */
record AuditListing(AdminApi api, String auditUrl) {
    private static final int PAGE_SIZE = 100;

    /** One scope's entries between two places of the log, both included, oldest first. */
    List<SeenEntry> between(String scope, long first, long last) {
        List<SeenEntry> entries = new ArrayList<>();
        long after = first - 1;
        while (after < last) {
            JsonNode page =
                    api.require(auditUrl + "/v2/auditlogs/" + scope + "?after=" + after + "&page_size=" + PAGE_SIZE);
            for (JsonNode log : page.path("logs")) {
                SeenEntry entry = SeenEntry.listed(scope, log, System.nanoTime());
                after = Math.max(after, entry.auditIndex());
                if (entry.auditIndex() <= last) {
                    entries.add(entry);
                }
            }
            if (page.path("logs").size() < PAGE_SIZE) {
                break;
            }
        }
        return entries;
    }
}
