package dev.rollcall.membership.user;

import dev.rollcall.contract.provisioning.UserKey;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.membership.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** The user that a command names by id, locked with its memberships. */
@ApplicationScoped
public class Targets {
    private static final String WAITING =
            "select external_id from pending_link where connection_id = ? and member_id = ? and expires_at > ?";

    /** A member whom the policy lets the connection take over: the push names them, and their address is of a verified domain (R-ORG-3). */
    private static final String MATCHED = """
            select 1 from member m join account a on a.id = m.account_id
              join connection_organization co on co.organization_id = m.organization_id
              join connection c on c.id = co.connection_id
              join connection_domain cd on cd.connection_id = c.id and cd.domain = split_part(a.email_key, '@', -1)
              join domain d on d.name = cd.domain and d.verified_at is not null
             where c.id = ? and m.id = ? and m.managed_by = 'NONE' and c.adoption_policy = 'LINK_ON_MATCH'""";

    private final Handovers handovers;
    private final Clashes clashes;

    Targets(Handovers handovers, Clashes clashes) {
        this.handovers = handovers;
        this.clashes = clashes;
    }

    /**
     * The IdP's resource; the request's versions must allow its own.
     *
     * @throws Refused USER_UNKNOWN, MEMBER_UNMANAGED or VERSION_MISMATCH
     */
    UserState require(Connection connection, Request request, UUID id) throws SQLException {
        return checked(
                connection,
                request,
                UserRows.lock(connection, request.connectionId(), id)
                        .orElseThrow(() -> unknown(connection, request, id)));
    }

    /**
     * As {@link #require}; a member whom an owner wants this connection to have (R-ORG-11), or whom its policy lets it have (R-ORG-3), is
     * linked by being pushed to.
     */
    UserState requireOrLink(Connection connection, Request request, UUID id) throws SQLException {
        Optional<UserState> found = UserRows.lock(connection, request.connectionId(), id);
        if (found.isPresent()) {
            return checked(connection, request, found.get());
        }
        UUID linked = link(connection, request, id).orElseThrow(() -> unknown(connection, request, id));
        // A condition on the version meant the member as reads showed it, not the resource that the link just made.
        return UserRows.lock(connection, request.connectionId(), linked).orElseThrow();
    }

    /**
     * Links a member who has no resource because a push names them, be it in a group: an owner wants this connection to have them, or its
     * policy lets it. The resource waits for its own first push.
     *
     * @return its id; empty when this connection may not have them
     */
    public Optional<UUID> link(Connection connection, Request request, UUID id) throws SQLException {
        record Waiting(Optional<String> externalId) {}
        Optional<Waiting> waiting = Sql.on(connection, WAITING, request.connectionId(), id, request.now())
                .first(row -> new Waiting(Optional.ofNullable(row.getString(1))));
        if (waiting.isEmpty()) {
            if (!matched(connection, request, id)) {
                return Optional.empty();
            }
            clashes.linked(connection, request, id, Push.to(id));
        }
        return Optional.of(handovers.adopt(
                connection,
                request,
                request.actor(),
                id,
                waiting.flatMap(Waiting::externalId).orElse(null)));
    }

    private static boolean matched(Connection connection, Request request, UUID id) throws SQLException {
        return Sql.on(connection, MATCHED, request.connectionId(), id)
                .first(row -> row.getInt(1))
                .isPresent();
    }

    private UserState checked(Connection connection, Request request, UserState state) throws SQLException {
        request.require(state.version());
        return handovers.reclaim(connection, request, state);
    }

    /** Nobody with that id, or a member who has no resource because SCIM does not manage them (R-SCIM-40). */
    private static Refused unknown(Connection connection, Request request, UUID id) {
        try {
            return UserReads.unmanaged(connection, new UserKey(request.connectionId(), id, null, false))
                            .isPresent()
                    ? Refusal.MEMBER_UNMANAGED.because(
                            "SCIM does not manage this member; an owner can adopt them. Nothing was changed.")
                    : Refusal.USER_UNKNOWN.because("There is no user " + id + ".");
        } catch (SQLException e) {
            throw new IllegalStateException("The member could not be looked up", e);
        }
    }
}
