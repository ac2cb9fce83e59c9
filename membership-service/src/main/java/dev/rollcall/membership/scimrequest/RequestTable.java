package dev.rollcall.membership.scimrequest;

import dev.rollcall.contract.provisioning.ScimClient.Dialect;
import dev.rollcall.contract.provisioning.ScimRequestRecord;
import dev.rollcall.membership.connection.DialectGuesses;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.sql.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Stores what came from Kafka; the same once as twice. */
@ApplicationScoped
class RequestTable {
    // JSON as Jackson writes it has no line breaks, and an array of it would be escaped character by character.
    private static final String STORE = """
            insert into scim_request (connection_id, id, status, record)
            select * from unnest(?::uuid[], ?::uuid[], ?::int2[], string_to_array(?::text, E'\\n'))
            on conflict do nothing
            """;

    private static final String CONTACT = """
            insert into scim_contact as c (connection_id, last_at, last_success_at, last_failure_at, last_failure)
            values (?, ?, ?, ?, ?)
            on conflict (connection_id) do update set
                last_at = greatest(c.last_at, excluded.last_at),
                last_success_at = greatest(c.last_success_at, excluded.last_success_at),
                last_failure = case when excluded.last_failure_at >= coalesce(c.last_failure_at, '-infinity')
                                    then excluded.last_failure else c.last_failure end,
                last_failure_at = greatest(c.last_failure_at, excluded.last_failure_at)
            """;

    private static final String OWNERS =
            "select public_id, connection_id from scim_token where public_id = any(?::text[])";

    private final Transactions transactions;
    private final RequestDenials denials;

    RequestTable(Transactions transactions, RequestDenials denials) {
        this.transactions = transactions;
        this.denials = denials;
    }

    /** In one transaction; those that belong to no connection are left out, since nobody could read them. */
    void store(Collection<LoggedRequest> requests) {
        transactions.write(connection -> {
            Map<String, UUID> owners = owners(connection, requests);
            Map<UUID, LoggedRequest> kept = new TreeMap<>();
            Map<UUID, UUID> connections = new HashMap<>();
            for (LoggedRequest request : requests) {
                UUID owner = request.record().connectionId() != null
                        ? request.record().connectionId()
                        : owners.get(request.record().tokenPublicId());
                if (owner != null) {
                    kept.put(request.record().id(), request);
                    connections.put(request.record().id(), owner);
                }
            }
            if (!kept.isEmpty()) {
                Set<UUID> fresh = insert(connection, List.copyOf(kept.values()), connections);
                denials.tell(
                        connection,
                        kept.values().stream()
                                .map(LoggedRequest::record)
                                .filter(request -> fresh.contains(request.id()))
                                .toList(),
                        connections);
                tell(connection, kept.values(), connections);
                DialectGuesses.keep(connection, guesses(kept.values()));
            }
            return kept.size();
        });
    }

    /** A token that does not count still names its connection: an owner must see that it was refused. */
    private static Map<String, UUID> owners(Connection connection, Collection<LoggedRequest> requests)
            throws SQLException {
        String[] unproven = requests.stream()
                .filter(request -> request.record().connectionId() == null)
                .map(request -> request.record().tokenPublicId())
                .filter(java.util.Objects::nonNull)
                .distinct()
                .toArray(String[]::new);
        Map<String, UUID> owners = new HashMap<>();
        if (unproven.length > 0) {
            Sql.on(connection, OWNERS, (Object) unproven)
                    .list(row -> owners.put(row.getString(1), row.getObject(2, UUID.class)));
        }
        return owners;
    }

    /** The denied ones among those that were not there yet: what came twice is told once. */
    private static Set<UUID> insert(Connection connection, List<LoggedRequest> kept, Map<UUID, UUID> connections)
            throws SQLException {
        UUID[] ids = kept.stream().map(request -> request.record().id()).toArray(UUID[]::new);
        UUID[] owners = java.util.Arrays.stream(ids).map(connections::get).toArray(UUID[]::new);
        Short[] statuses =
                kept.stream().map(request -> (short) request.record().status()).toArray(Short[]::new);
        String records =
                String.join("\n", kept.stream().map(LoggedRequest::json).toList());
        Set<UUID> denied = kept.stream()
                .map(LoggedRequest::record)
                .filter(DenialRules::denied)
                .map(ScimRequestRecord::id)
                .collect(Collectors.toSet());
        if (denied.isEmpty()) {
            Sql.on(connection, STORE, owners, ids, statuses, records).update();
        } else {
            denied.retainAll(Sql.on(connection, STORE + " returning id", owners, ids, statuses, records)
                    .list(row -> row.getObject("id", UUID.class)));
        }
        return denied;
    }

    private static void tell(Connection connection, Collection<LoggedRequest> kept, Map<UUID, UUID> connections)
            throws SQLException {
        // In the order of connections, so that two replicas wait for each other in one direction only.
        Map<UUID, Contact> contacts = new TreeMap<>();
        for (LoggedRequest request : kept) {
            UUID owner = connections.get(request.record().id());
            contacts.merge(owner, Contact.of(request), Contact::and);
        }
        for (Map.Entry<UUID, Contact> entry : contacts.entrySet()) {
            Contact contact = entry.getValue();
            LoggedRequest failure = contact.failure();
            Sql.on(
                            connection,
                            CONTACT,
                            entry.getKey(),
                            contact.last(),
                            contact.success(),
                            failure == null ? null : failure.record().receivedAt(),
                            failure == null ? null : failure.json())
                    .update();
        }
    }

    /** The latest of each connection, of requests that proved whose they were. */
    private static Map<UUID, Dialect> guesses(Collection<LoggedRequest> kept) {
        Map<UUID, Dialect> guesses = new HashMap<>();
        for (LoggedRequest request : kept) {
            ScimRequestRecord record = request.record();
            if (record.guessed() != null && record.connectionId() != null) {
                guesses.put(record.connectionId(), record.guessed());
            }
        }
        return guesses;
    }

    /** What a batch tells of one connection. */
    private record Contact(
            Instant last,
            @Nullable Instant success,
            @Nullable LoggedRequest failure) {
        static Contact of(LoggedRequest request) {
            Instant at = request.record().receivedAt();
            return switch (HealthRules.weigh(
                    request.record().status(), request.record().code())) {
                case SUCCESS -> new Contact(at, at, null);
                case FAILURE -> new Contact(at, null, request);
                case NEITHER -> new Contact(at, null, null);
            };
        }

        Contact and(Contact later) {
            return new Contact(
                    later.last.isAfter(last) ? later.last : last,
                    later.success == null ? success : later.success,
                    later.failure == null ? failure : later.failure);
        }
    }
}
