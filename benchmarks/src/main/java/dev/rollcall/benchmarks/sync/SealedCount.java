package dev.rollcall.benchmarks.sync;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.benchmarks.http.WrongAnswer;
import dev.rollcall.benchmarks.suite.RunningSuite;
import dev.rollcall.sandbox.seed.AdminApi;

/** How many facts of an organization are sealed in the audit log, as its API tells: the number of the newest one, since none is left out. */
final class SealedCount {
    private final AdminApi api;
    private final String url;

    SealedCount(RunningSuite suite, String organization) {
        api = new AdminApi(suite.file().adminToken());
        url = suite.audit() + "/v2/auditlogs/" + organization + "?page_size=1";
    }

    long now() {
        JsonNode newest = api.require(url).path("logs").path(0);
        return newest.path("orgSeq").asLong();
    }

    /** @throws WrongAnswer when there are more than before */
    void requireUnchanged(long before) {
        long after = now();
        if (after != before) {
            throw new WrongAnswer("what was sent unchanged led to " + (after - before) + " events");
        }
    }
}
