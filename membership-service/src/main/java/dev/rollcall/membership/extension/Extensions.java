package dev.rollcall.membership.extension;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.membership.admin.Facts;
import dev.rollcall.membership.connection.ConnectionAccess.Entry;
import dev.rollcall.membership.query.StoredTypes;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.sql.Transactions;
import dev.rollcall.membership.stream.Moments;
import dev.rollcall.membership.stream.Streams;
import dev.rollcall.scim.ScimLimits;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.ExtensionDocument;
import dev.rollcall.scim.schema.Schema;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Registers, replaces and removes extensions of a connection, under the lock of its row. SCIM obeys within the age of a judged token. */
@ApplicationScoped
class Extensions {
    /** Of one document in characters: all of a connection's travel with each judgement of its tokens. */
    private static final int DOCUMENT_LENGTH_MAX = 32_768;

    private enum Step {
        REGISTERED,
        REPLACED,
        REMOVED
    }

    private final Transactions transactions;
    private final Streams streams;
    private final Moments moments;

    Extensions(Transactions transactions, Streams streams, Moments moments) {
        this.transactions = transactions;
        this.streams = streams;
        this.moments = moments;
    }

    List<ObjectNode> list(UUID connectionId) {
        return transactions.read(connection -> stored(connection, connectionId, ""));
    }

    ObjectNode require(UUID connectionId, String urn) {
        return find(list(connectionId), urn).orElseThrow(Extensions::unknown);
    }

    /** As it is then; nothing happens, and nothing is told, when it is so already. */
    ObjectNode put(Entry entry, String urn, ObjectNode document) {
        Schema wanted = ExtensionDocument.read(urn, document);
        ObjectNode canonical = wanted.toJson();
        if (canonical.toString().length() > DOCUMENT_LENGTH_MAX) {
            throw Refusal.VALUE_INVALID.because("An extension has at most " + DOCUMENT_LENGTH_MAX
                    + " characters as JSON, with every characteristic spelled out.");
        }
        return transactions.write(connection -> {
            List<ObjectNode> all = new ArrayList<>(stored(connection, entry.connectionId(), " for update"));
            Optional<ObjectNode> before = find(all, urn);
            if (before.isPresent() && before.get().equals(canonical)) {
                return canonical;
            }
            if (before.isPresent()) {
                requireSameSpelling(before.get(), urn);
                all.set(all.indexOf(before.get()), canonical);
            } else {
                requireRoom(all);
                requireApart(all, urn);
                all.add(canonical);
            }
            store(connection, entry, all, before.isPresent() ? Step.REPLACED : Step.REGISTERED, wanted);
            return canonical;
        });
    }

    void remove(Entry entry, String urn) {
        transactions.write(connection -> {
            List<ObjectNode> all = new ArrayList<>(stored(connection, entry.connectionId(), " for update"));
            ObjectNode gone = find(all, urn).orElseThrow(Extensions::unknown);
            all.remove(gone);
            store(connection, entry, all, Step.REMOVED, ExtensionDocument.known(gone));
            return gone;
        });
    }

    private void store(Connection connection, Entry entry, List<ObjectNode> all, Step step, Schema schema)
            throws SQLException {
        Instant now = moments.now();
        String text = all.isEmpty()
                ? null
                : JsonNodeFactory.instance.arrayNode().addAll(all).toString();
        Sql.on(
                        connection,
                        "update connection set extensions = ?, updated_at = ? where id = ?",
                        text,
                        now,
                        entry.connectionId())
                .update();
        Map<String, Object> details = Map.of(
                "urn",
                schema.id(),
                "change",
                step.name(),
                "attributes",
                schema.attributes().stream().map(Attribute::name).toList());
        streams.append(
                connection,
                entry.organizations().stream()
                        .sorted()
                        .map(organization -> Facts.ofConnection(
                                EventType.CONNECTION_EXTENSION_CHANGED,
                                organization,
                                entry.connectionId(),
                                now,
                                entry.caller().actor(),
                                null,
                                details))
                        .toList());
    }

    private static List<ObjectNode> stored(Connection connection, UUID connectionId, String lock) throws SQLException {
        return Sql.on(connection, "select extensions from connection where id = ?" + lock, connectionId)
                .first(row -> StoredTypes.of(row.getString(1)).extensions())
                .orElseThrow(() -> Refusal.CONNECTION_UNKNOWN.because("There is no such connection."));
    }

    /** In any letter case: two that differ in nothing else would be one to a client (RFC 8141 §3.1). */
    private static Optional<ObjectNode> find(List<ObjectNode> all, String urn) {
        return all.stream()
                .filter(one -> one.path("id").asText().equalsIgnoreCase(urn))
                .findFirst();
    }

    private static void requireSameSpelling(ObjectNode before, String urn) {
        String known = before.path("id").asText();
        if (!known.equals(urn)) {
            throw Refusal.VALUE_INVALID.because("id: is registered as " + known + "; use that spelling.");
        }
    }

    private static void requireRoom(List<ObjectNode> all) {
        if (all.size() >= ScimLimits.EXTENSIONS_MAX) {
            throw Refusal.VALUE_INVALID.because(
                    "A connection has at most " + ScimLimits.EXTENSIONS_MAX + " extensions; remove one first.");
        }
    }

    private static void requireApart(List<ObjectNode> all, String urn) {
        for (ObjectNode one : all) {
            String known = one.path("id").asText();
            if (!ExtensionDocument.apart(known, urn)) {
                throw Refusal.VALUE_INVALID.because("id: begins as " + known
                        + " does, or the other way round; a path could mean either. Choose another URN.");
            }
        }
    }

    private static Refused unknown() {
        return Refusal.EXTENSION_UNKNOWN.because("This connection has no such extension.");
    }
}
