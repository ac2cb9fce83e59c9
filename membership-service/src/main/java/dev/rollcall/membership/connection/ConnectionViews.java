package dev.rollcall.membership.connection;

import dev.rollcall.membership.idp.SignInWarnings;
import dev.rollcall.membership.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts names where a connection's row has ids. */
@ApplicationScoped
class ConnectionViews {
    private final SignInWarnings signIn;

    ConnectionViews(SignInWarnings signIn) {
        this.signIn = signIn;
    }

    private record Named(UUID id, String name) {}

    Connection shown(java.sql.Connection connection, ConnectionRow row) throws SQLException {
        Map<UUID, String> names = Sql.on(connection, "select id, name from organization where id = any(?)", (Object)
                        row.organizations.toArray(UUID[]::new))
                .list(found -> new Named(found.getObject("id", UUID.class), found.getString("name")))
                .stream()
                .collect(Collectors.toMap(Named::id, Named::name));
        return new Connection(
                row.id,
                row.name,
                row.protocol,
                Objects.requireNonNull(names.get(row.organizationId)),
                row.organizationId,
                names.values().stream().sorted().toList(),
                row.domains.stream().sorted().toList(),
                team(connection, row).orElse(null),
                row.defaultRole,
                row.userNames,
                row.groupNames,
                row.dialect,
                row.dialectPinned,
                row.dialectGuessed,
                row.mode,
                row.adoptionPolicy,
                row.scimEnabled,
                row.jitEnabled,
                row.omittedActiveDeactivates,
                row.nameAuthority,
                row.ownersByGroup,
                row.scimPaused,
                row.deprovisioningPercent,
                row.rateLimit,
                row.trust(),
                row.state,
                row.enforced,
                row.createdAt,
                row.updatedAt,
                warnings(connection, row));
    }

    private List<String> warnings(java.sql.Connection connection, ConnectionRow row) throws SQLException {
        List<String> own = ConnectionRules.warnings(row.switches(), row.enforced && !row.tested);
        return Stream.concat(own.stream(), signIn.of(connection, row.id).stream())
                .toList();
    }

    private static Optional<String> team(java.sql.Connection connection, ConnectionRow row) throws SQLException {
        return row.defaultTeamId == null
                ? Optional.empty()
                : Sql.on(
                                connection,
                                "select name from team where organization_id = ? and id = ?",
                                row.organizationId,
                                row.defaultTeamId)
                        .first(found -> found.getString("name"));
    }
}
