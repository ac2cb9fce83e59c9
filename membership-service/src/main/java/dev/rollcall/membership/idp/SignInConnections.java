package dev.rollcall.membership.idp;

import dev.rollcall.contract.event.EventData.Change;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.signin.SignInConnection;
import dev.rollcall.contract.signin.SignInConnection.State;
import dev.rollcall.contract.signin.SignInConnectionsApi.Choice;
import dev.rollcall.contract.signin.SignInConnectionsApi.Choices;
import dev.rollcall.membership.domain.DomainNames;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.sql.Transactions;
import dev.rollcall.membership.stream.Moments;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Connections as a sign-in needs them: read whenever one begins or ends, those of many at once in one round trip. */
@ApplicationScoped
class SignInConnections {
    private static final String FIND =
            """
            select c.id, c.name, c.version, c.state, c.organization_id, c.enforced,
                   array(select x.organization_id from connection_organization x where x.connection_id = c.id order by 1)
                       as organizations,
                   array(select x.domain from connection_domain x join domain d on d.name = x.domain
                          where x.connection_id = c.id and d.verified_at is not null order by 1)
                       as domains,
            """ + IdpTable.COLUMNS + " from connection c" + IdpTable.JOINS + " where c.id = any(?)";

    private static final int CHOICES_MAX = 50; // more than anybody reads; R-SSO-11 thinks of a few

    private static final String CHOICES = """
            select c.id, c.name, c.enforced, o.name as organization
              from connection_domain x
              join domain d on d.name = x.domain and d.verified_at is not null
              join connection c on c.id = x.connection_id and c.state = 'ACTIVE'
              join organization o on o.id = c.organization_id
             where x.domain = ? order by c.name, c.id limit ?
            """;

    private final Transactions transactions;
    private final IdpTable table;
    private final IdpEvents events;
    private final Moments moments;

    SignInConnections(Transactions transactions, IdpTable table, IdpEvents events, Moments moments) {
        this.transactions = transactions;
        this.table = table;
        this.events = events;
        this.moments = moments;
    }

    SignInConnection require(UUID connectionId) {
        return Optional.ofNullable(list(List.of(connectionId)).getFirst())
                .orElseThrow(() -> Refusal.CONNECTION_UNKNOWN.because("There is no such connection."));
    }

    /** One for each id, in their order; null for one that there is not. */
    List<@Nullable SignInConnection> list(List<UUID> ids) {
        Map<UUID, SignInConnection> found = new HashMap<>();
        transactions
                .read(connection -> Sql.on(connection, FIND, (Object) ids.toArray(UUID[]::new))
                        .list(this::read))
                .forEach(known -> found.put(known.id(), known));
        List<@Nullable SignInConnection> all = new ArrayList<>(ids.size());
        ids.forEach(id -> all.add(found.get(id)));
        return all;
    }

    /** Of an address that is none there are no choices. */
    Choices choices(String email) {
        String domain = email.substring(email.lastIndexOf('@') + 1).strip();
        if (domain.length() == email.length() || domain.isEmpty()) {
            return new Choices(List.of(), false);
        }
        String canonical = DomainNames.canonical(List.of(domain)).getFirst();
        if (canonical.chars().anyMatch(Character::isISOControl)) {
            return new Choices(List.of(), false); // no domain name, and nothing that a database takes
        }
        return transactions.read(connection -> {
            List<Found> found = Sql.on(connection, CHOICES, canonical, CHOICES_MAX)
                    .list(row -> new Found(
                            new Choice(
                                    row.getObject("id", UUID.class),
                                    row.getString("name"),
                                    row.getString("organization")),
                            row.getBoolean("enforced")));
            return new Choices(
                    found.stream().map(Found::choice).toList(), found.stream().anyMatch(Found::enforced));
        });
    }

    /** Settings that were changed since are not tested by it. */
    void tested(UUID connectionId, long version) {
        transactions.write(connection -> {
            SetUp setUp = SetUp.lock(connection, connectionId);
            if (setUp.version() != version) {
                return setUp;
            }
            if (setUp.state() != State.DRAFT) {
                SetUp.noteTested(connection, connectionId);
            } else {
                Instant now = moments.now();
                SetUp.advance(connection, connectionId, State.TESTED, now);
                List<Change> changes = List.of(new Change("state", null, State.DRAFT, State.TESTED));
                events.updated(connection, connectionId, now, IdpEvents.SYSTEM, changes);
            }
            return setUp;
        });
    }

    private record Found(Choice choice, boolean enforced) {}

    private SignInConnection read(ResultSet row) throws SQLException {
        UUID connectionId = row.getObject("id", UUID.class);
        return new SignInConnection(
                connectionId,
                row.getString("name"),
                row.getLong("version"),
                State.valueOf(row.getString("state")),
                row.getObject("organization_id", UUID.class),
                List.of((UUID[]) row.getArray("organizations").getArray()),
                List.of((String[]) row.getArray("domains").getArray()),
                row.getBoolean("enforced"),
                table.settings(row, connectionId));
    }
}
