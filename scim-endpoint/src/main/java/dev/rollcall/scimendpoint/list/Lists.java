package dev.rollcall.scimendpoint.list;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.contract.provisioning.GroupRecord;
import dev.rollcall.contract.provisioning.MixedPage;
import dev.rollcall.contract.provisioning.MixedQuery;
import dev.rollcall.contract.provisioning.ResourceQuery;
import dev.rollcall.contract.provisioning.ScimClient;
import dev.rollcall.contract.provisioning.UserRecord;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.resource.ListResponse;
import dev.rollcall.scim.resource.Projection;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scim.schema.ResourceTypes;
import dev.rollcall.scimendpoint.exchange.Exchange;
import dev.rollcall.scimendpoint.http.ListParameters;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
     * @param filter as read here; null when there is none, or the source of truth has to say what is wrong with it
     * @param walk where the page begins; null when it is asked for by index
     * @param bound what a cursor is good for; empty when the page is asked for by index
     * @param at when it was asked
     */
    public record Asked(
            ListParameters parameters,
            Projection projection,
            ResourceQuery query,
            @Nullable Filter filter,
            @Nullable Walk walk,
            String bound,
            Instant at) {}

    /**
     * What the parameters ask of this client's resources.
     *
     * @param references the attribute whose values are rows of their own, {@code groups} or {@code members}: on a page only where named
     */
    public Asked asked(Exchange exchange, ResourceType type, ListParameters parameters, String references) {
        Projection projection = projection(parameters, type);
        Filter filter = parameters.parsed(type, List.of(), exchange.leeway());
        return asked(
                exchange,
                type.name(),
                parameters,
                projection,
                filter,
                parameters.named() && projection.wants(references));
    }

    /**
     * A list over all types (RFC 7644 §3.4.2.1), as asked for, and as asked of the source of truth.
     *
     * @param users how users are shown; {@code groups} are shown their own way
     */
    public record AskedOfAll(Asked users, Projection groups, MixedQuery query) {}

    /** As {@link #asked}, of users and groups alike. */
    public AskedOfAll askedOfAll(Exchange exchange, ListParameters parameters) {
        Projection users = projection(parameters, exchange.userType());
        Projection groups = projection(parameters, ResourceTypes.GROUP);
        Filter filter = parameters.parsed(exchange.userType(), List.of(ResourceTypes.GROUP), exchange.leeway());
        Asked asked = asked(exchange, "", parameters, users, filter, false);
        MixedQuery query = new MixedQuery(
                asked.query(),
                parameters.named() && users.wants("groups"),
                parameters.named() && groups.wants("members"),
                asked.walk() != null && asked.walk().pastUsers());
        return new AskedOfAll(asked, groups, query);
    }

    private static Projection projection(ListParameters parameters, ResourceType type) {
        return Projection.of(parameters.attributes(), parameters.excludedAttributes(), type);
    }

    private Asked asked(
            Exchange exchange,
            String types,
            ListParameters parameters,
            Projection projection,
            @Nullable Filter filter,
            boolean wanted) {
        ScimClient client = exchange.client();
        Instant now = exchange.receivedAt();
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
                    exchange.userType().extended(),
                    false);
            return new Asked(parameters, projection, query, filter, null, "", now);
        }
        String bound = String.join(
                "\n",
                client.connectionId().toString(),
                types,
                String.valueOf(parameters.filter()),
                String.valueOf(parameters.sortBy()),
                String.valueOf(parameters.descending()),
                client.mode().name());
        Walk walk = sent.isEmpty() ? new Walk(now, 0, 0, null, false) : cursors.read(bound, sent, now);
        ResourceQuery query = new ResourceQuery(
                parameters.filter(),
                client.mode(),
                walk.after() == null ? walk.passed() + 1 : 1,
                parameters.count() == 0 ? 0 : parameters.count() + 1, // one more tells whether another page follows
                parameters.sortBy(),
                parameters.descending(),
                wanted,
                walk.after(),
                exchange.userType().extended(),
                !sent.isEmpty());
        return new Asked(parameters, projection, query, filter, walk, bound, now);
    }

    /**
     * The page as the client sees it, as JSON.
     *
     * @param total as the source of truth counted, if it was asked to
     * @param found what it found, in order
     * @param shown one of them as the client sees it, with the attributes that it chose
     */
    public <R> String page(Asked asked, long total, List<R> found, Function<R, UUID> id, Function<R, String> shown) {
        return answer(asked, total, found, one -> new Place(id.apply(one), false), shown);
    }

    /**
     * As {@link #page(Asked, long, List, Function, Function)}, of all types.
     *
     * @param user a user as shown, before the client's choice of attributes; {@code group} likewise
     */
    public String page(
            AskedOfAll asked,
            MixedPage page,
            Function<UserRecord, ObjectNode> user,
            Function<GroupRecord, ObjectNode> group) {
        return answer(
                asked.users(),
                page.total(),
                page.resources(),
                entry -> entry.user() != null
                        ? new Place(entry.user().id(), false)
                        : new Place(Objects.requireNonNull(entry.group()).id(), true),
                entry -> entry.user() != null
                        ? asked.users()
                                .projection()
                                .apply(user.apply(entry.user()))
                                .toString()
                        : asked.groups()
                                .apply(group.apply(Objects.requireNonNull(entry.group())))
                                .toString());
    }

    /** Where a resource stands among those of its type, and whether that type comes after the users. */
    private record Place(UUID id, boolean pastUsers) {}

    private <R> String answer(
            Asked asked, long total, List<R> found, Function<R, Place> place, Function<R, String> shown) {
        Walk walk = asked.walk();
        int count = asked.parameters().count();
        List<R> page = walk == null || found.size() <= count ? found : found.subList(0, count);
        List<String> resources = new ArrayList<>(page.size());
        page.forEach(one -> resources.add(shown.apply(one)));
        if (walk == null) {
            return ListResponse.render(total, asked.parameters().startIndex(), resources);
        }
        int all = asked.query().uncounted() ? walk.total() : Math.toIntExact(total);
        String next = null;
        if (page.size() < found.size() && !page.isEmpty()) {
            Place last = asked.parameters().sortBy() == null ? place.apply(page.getLast()) : null;
            next = cursors.write(
                    asked.bound(),
                    new Walk(
                            asked.at(),
                            all,
                            walk.passed() + page.size(),
                            last == null ? null : last.id(),
                            last != null && last.pastUsers()));
        }
        return ListResponse.render(all, resources, next);
    }
}
