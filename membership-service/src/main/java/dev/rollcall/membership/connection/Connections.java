package dev.rollcall.membership.connection;

import dev.rollcall.contract.event.EventData.Actor;
import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.kit.Caller;
import dev.rollcall.membership.admin.Cursor;
import dev.rollcall.membership.admin.Slice;
import dev.rollcall.membership.organization.OrganizationAccess;
import dev.rollcall.membership.sql.Transactions;
import dev.rollcall.membership.stream.Moments;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes, finds and changes connections. */
@ApplicationScoped
public class Connections {
    private static final UUID BEGINNING = new UUID(0, 0);
    private static final int RATE_LIMIT =
            200; // a second; IdPs push a few dozen, and a retry storm must not reach the database

    private final Transactions transactions;
    private final ConnectionEvents events;
    private final ConnectionChanges changes;
    private final ConnectionViews views;
    private final ManagedMembers managed;
    private final JitForecasts forecasts;
    private final OrganizationAccess within;
    private final Moments moments;

    Connections(
            Transactions transactions,
            ConnectionEvents events,
            ConnectionChanges changes,
            ConnectionViews views,
            ManagedMembers managed,
            JitForecasts forecasts,
            OrganizationAccess within,
            Moments moments) {
        this.transactions = transactions;
        this.events = events;
        this.changes = changes;
        this.views = views;
        this.managed = managed;
        this.forecasts = forecasts;
        this.within = within;
        this.moments = moments;
    }

    /** {@code organizations}: all of the connection's, the default one first; the caller owns them. */
    Connection create(NewConnection wanted, List<UUID> organizations, Actor actor) {
        return transactions.write(connection -> {
            Instant now = moments.now();
            ConnectionRow row = first(wanted, organizations, now);
            ConnectionRules.Switches switches = row.switches();
            changes.apply(connection, row, wanted.change(), Reach.SAME, actor, now);
            row.persistAndFlush();
            events.append(connection, row, EventType.SSO_CONNECTION_CREATED, now, actor, null, created(row));
            events.appendSwitches(connection, row, switches, now, actor, Map.of());
            return views.shown(connection, row);
        });
    }

    /** What the change comes to; nothing happens, and nothing is told, when everything is so already. */
    Connection change(UUID id, ConnectionChange wanted, Reach reach, Actor actor) {
        // Before anything is locked: it counts for seconds, and sign-ins wait for a connection that is being changed.
        Optional<JitForecast> forecast =
                Boolean.FALSE.equals(wanted.jitEnabled()) ? Optional.of(forecasts.require(id)) : Optional.empty();
        return transactions.write(connection -> {
            ConnectionRow row = ConnectionRow.findLocked(id).orElseThrow(Connections::unknown);
            Instant now = moments.now();
            ConnectionRules.Switches switches = row.switches();
            boolean enforced = row.enforced;
            Set<UUID> told = new HashSet<>(row.organizations);
            String name = row.name;
            var changed = changes.apply(connection, row, wanted, reach, actor, now);
            told.addAll(row.organizations);
            if (switches.jit() && !row.jitEnabled) {
                ConnectionRules.requireConfirmed(name, wanted.confirm(), forecast);
            }
            if (!changed.isEmpty() || !switches.equals(row.switches()) || enforced != row.enforced) {
                row.updatedAt = now;
                row.persistAndFlush();
            }
            if (!changed.isEmpty()) {
                events.append(
                        connection, row.id, told, EventType.SSO_CONNECTION_UPDATED, now, actor, changed, Map.of());
            }
            int released = switches.scim() && !row.scimEnabled ? managed.release(connection, id, now, actor) : 0;
            events.appendSwitches(connection, row, switches, now, actor, numbers(released, forecast));
            if (enforced != row.enforced) {
                events.appendEnforcement(connection, row, now, actor);
            }
            return views.shown(connection, row);
        });
    }

    private static Map<EventType, Map<String, Object>> numbers(int released, Optional<JitForecast> forecast) {
        return Map.of(
                EventType.SCIM_DISABLED,
                Map.of("membersReleased", released),
                EventType.JIT_DISABLED,
                forecast.map(JitForecast::told).orElseGet(Map::of));
    }

    @Transactional
    Connection require(UUID id) {
        ConnectionRow row = ConnectionRow.<ConnectionRow>findByIdOptional(id).orElseThrow(Connections::unknown);
        return shown(row);
    }

    /** The organizations of a connection; empty when there is no such connection. */
    @Transactional
    Set<UUID> organizationsOf(UUID id) {
        Optional<ConnectionRow> row = ConnectionRow.findByIdOptional(id);
        return row.map(known -> Set.copyOf(known.organizations)).orElseGet(Set::of);
    }

    /**
     * By age; of one organization, or all with null. One that serves an organization which is not the caller's is left out: it would name
     * that organization.
     */
    @Transactional
    ConnectionList list(@Nullable UUID organizationId, Caller caller, Slice slice) {
        UUID after = slice.after() == null ? BEGINNING : Cursor.id(slice.after());
        List<ConnectionRow> rows = organizationId == null
                ? ConnectionRow.list(after, slice.offset(), slice.limit())
                : ConnectionRow.list(organizationId, after, slice.offset(), slice.limit());
        Set<UUID> all = rows.stream().flatMap(row -> row.organizations.stream()).collect(Collectors.toSet());
        Set<UUID> owned = within.owned(caller, all);
        List<Connection> shown = slice.cut(rows).stream()
                .filter(row -> owned.containsAll(row.organizations))
                .map(this::shown)
                .toList();
        return new ConnectionList(shown, slice.next(rows, row -> row.id.toString()));
    }

    static RuntimeException unknown() {
        return Refusal.CONNECTION_UNKNOWN.because("There is no such connection.");
    }

    private Connection shown(ConnectionRow row) {
        return transactions.read(connection -> views.shown(connection, row));
    }

    private ConnectionRow first(NewConnection wanted, List<UUID> organizations, Instant now) {
        var row = new ConnectionRow();
        row.id = moments.newId();
        row.protocol = wanted.protocol();
        row.organizationId = organizations.getFirst();
        row.organizations.addAll(organizations);
        row.userNames = wanted.userNames();
        row.groupNames = wanted.groupNames();
        row.scimEnabled = ConnectionRules.FIRST.scim();
        row.jitEnabled = ConnectionRules.FIRST.jit();
        row.rateLimit = RATE_LIMIT;
        row.createdAt = now;
        row.updatedAt = now;
        return row;
    }

    private static Map<String, Object> created(ConnectionRow row) {
        return Map.of(
                "name",
                row.name,
                "protocol",
                row.protocol.name().toLowerCase(Locale.ROOT),
                "domains",
                row.domains.stream().sorted().toList());
    }
}
