package dev.rollcall.sandbox.tail;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.sandbox.seed.AdminApi;
import dev.rollcall.sandbox.suite.SandboxFile;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;

/** What was sealed before, from the audit API: all organizations' entries merged by their place in the log, page by page. */
final class OlderEntries {
    private static final int PAGE_SIZE = 100;

    private final AdminApi api;
    private final SandboxFile suite;
    private final Names names;

    /** Organizations by the place of their next entry. */
    private final PriorityQueue<Scope> waiting = new PriorityQueue<>(
            Comparator.comparingLong(scope -> scope.ahead.getFirst().auditIndex()));

    OlderEntries(AdminApi api, SandboxFile suite, Names names) {
        this.api = api;
        this.suite = suite;
        this.names = names;
        scopes().forEach(this::enqueue);
    }

    /** The next one in the order of the log; empty when all have been given. */
    Optional<Entry> next() {
        Scope scope = waiting.poll();
        if (scope == null) {
            return Optional.empty();
        }
        Entry entry = scope.ahead.removeFirst();
        enqueue(scope);
        return Optional.of(entry);
    }

    private void enqueue(Scope scope) {
        if (scope.ahead.isEmpty()) {
            scope.load();
        }
        if (!scope.ahead.isEmpty()) {
            waiting.add(scope);
        }
    }

    private List<Scope> scopes() {
        List<Scope> scopes = new ArrayList<>(List.of(new Scope("platform")));
        String url = suite.services().get("membership") + "/v2/orgs";
        String cursor = "";
        do {
            JsonNode page = api.require(url + (cursor.isEmpty() ? "" : "?cursor=" + encode(cursor)));
            for (JsonNode organization : page.path("organizations")) {
                names.learn(organization);
                scopes.add(new Scope(organization.path("id").asText()));
            }
            cursor = page.path("next").asText("");
        } while (!cursor.isEmpty() && !"null".equals(cursor));
        return scopes;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** One organization's log, read forward. */
    private final class Scope {
        private final String organization;
        private final Deque<Entry> ahead = new ArrayDeque<>();
        private long after = -1; // the first entry of a log has place 0
        private boolean ended;

        Scope(String organization) {
            this.organization = organization;
        }

        void load() {
            if (ended) {
                return;
            }
            String base = Objects.requireNonNull(suite.services().get("audit"));
            JsonNode page =
                    api.require(base + "/v2/auditlogs/" + organization + "?after=" + after + "&page_size=" + PAGE_SIZE);
            for (JsonNode log : page.path("logs")) {
                Entry entry = ListedEntry.read(organization, log, names);
                ahead.add(entry);
                after = Math.max(after, entry.auditIndex());
            }
            ended = page.path("logs").size() < PAGE_SIZE;
        }
    }
}
