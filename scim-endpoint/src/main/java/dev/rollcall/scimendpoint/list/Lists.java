package dev.rollcall.scimendpoint.list;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.contract.provisioning.ResourceQuery;
import dev.rollcall.contract.provisioning.ScimClient;
import dev.rollcall.scim.resource.ListResponse;
import dev.rollcall.scim.resource.Projection;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scimendpoint.exchange.Exchange;
import dev.rollcall.scimendpoint.http.ListParameters;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Pages of lists, by index (RFC 7644 §3.4.2.4) and by cursor (RFC 9865), for every type alike. */
@ApplicationScoped
public class Lists {
    /** How long a client may take for the next page. */
    public static final Duration CURSOR_LIFETIME = Cursors.LIFETIME;

    private final Cursors cursors;

    Lists(Cursors cursors) {
        this.cursors = cursors;
    }

    /**
     * A list as asked for, and as asked of the source of truth.
     *
     * @param walk where the page begins; null when it is asked for by index
     * @param bound what a cursor is good for; empty when the page is asked for by index
     * @param at when it was asked
     */
    public record Asked(
            ListParameters parameters,
            Projection projection,
            ResourceQuery query,
            @Nullable Walk walk,
            String bound,
            Instant at) {}

    /**
     * What the parameters ask of this client's resources.
     *
     * @param references the attribute whose values are rows of their own, {@code groups} or {@code members}: on a page only where named
     */
    public Asked asked(Exchange exchange, ResourceType type, ListParameters parameters, String references) {
        ScimClient client = exchange.client();
        Instant now = exchange.receivedAt();
        Projection projection = Projection.of(parameters.attributes(), parameters.excludedAttributes(), type);
        boolean wanted = parameters.named() && projection.wants(references);
        String sent = parameters.cursor();
        if (sent == null) {
            ResourceQuery query = new ResourceQuery(
                    parameters.filter(),
                    client.mode(),
                    parameters.startIndex(),
                    parameters.count(),
                    parameters.sortBy(),
                    parameters.descending(),
                    wanted,
                    null,
                    false);
            return new Asked(parameters, projection, query, null, "", now);
        }
        String bound = String.join(
                "\n",
                client.connectionId().toString(),
                type.name(),
                String.valueOf(parameters.filter()),
                String.valueOf(parameters.sortBy()),
                String.valueOf(parameters.descending()),
                client.mode().name());
        Walk walk = sent.isEmpty() ? new Walk(now, 0, 0, null) : cursors.read(bound, sent, now);
        ResourceQuery query = new ResourceQuery(
                parameters.filter(),
                client.mode(),
                walk.after() == null ? walk.passed() + 1 : 1,
                parameters.count() == 0 ? 0 : parameters.count() + 1, // one more tells whether another page follows
                parameters.sortBy(),
                parameters.descending(),
                wanted,
                walk.after(),
                !sent.isEmpty());
        return new Asked(parameters, projection, query, walk, bound, now);
    }

    /**
     * The page as the client sees it.
     *
     * @param total as the source of truth counted, if it was asked to
     * @param found what it found, in order
     */
    public <R> ObjectNode page(
            Asked asked, long total, List<R> found, Function<R, UUID> id, Function<R, ObjectNode> rendering) {
        Walk walk = asked.walk();
        int count = asked.parameters().count();
        List<R> page = walk == null || found.size() <= count ? found : found.subList(0, count);
        List<ObjectNode> resources = new ArrayList<>(page.size());
        page.forEach(one -> resources.add(asked.projection().apply(rendering.apply(one))));
        if (walk == null) {
            return ListResponse.render(total, asked.parameters().startIndex(), resources);
        }
        int all = asked.query().uncounted() ? walk.total() : Math.toIntExact(total);
        String next = null;
        if (page.size() < found.size() && !page.isEmpty()) {
            UUID last = asked.parameters().sortBy() == null ? id.apply(page.getLast()) : null;
            next = cursors.write(asked.bound(), new Walk(asked.at(), all, walk.passed() + page.size(), last));
        }
        return ListResponse.render(all, resources, next);
    }
}
