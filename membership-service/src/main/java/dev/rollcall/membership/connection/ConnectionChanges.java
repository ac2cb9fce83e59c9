package dev.rollcall.membership.connection;

import dev.rollcall.contract.event.EventData.Actor;
import dev.rollcall.contract.event.EventData.Change;
import dev.rollcall.contract.provisioning.ScimClient.Dialect;
import dev.rollcall.contract.provisioning.ScimTrust;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.signin.SignInConnection.State;
import dev.rollcall.membership.domain.DomainNames;
import dev.rollcall.membership.idp.Idps;
import dev.rollcall.membership.idp.StateRules;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.team.DefaultTeams;
import io.quarkus.runtime.configuration.ConfigUtils;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes a wanted change into a connection's row and says what really changed. */
@ApplicationScoped
class ConnectionChanges {
    private final DefaultTeams teams;
    private final Idps idps;
    private final ReachChanges reaches;
    /** A sandbox's identity providers live on this machine; elsewhere, nobody may make us call ourselves. */
    private final boolean loopback = ConfigUtils.isProfileActive("sandbox") || ConfigUtils.isProfileActive("test");

    ConnectionChanges(DefaultTeams teams, Idps idps, ReachChanges reaches) {
        this.teams = teams;
        this.idps = idps;
        this.reaches = reaches;
    }

    /** The changed settings; the three switches are not among them, they have events of their own. */
    List<Change> apply(
            Connection connection, ConnectionRow row, ConnectionChange wanted, Reach reach, Actor actor, Instant now)
            throws SQLException {
        List<Change> changes = new ArrayList<>();
        reaches.apply(connection, row, reach, wanted, changes);
        name(row, wanted.name(), changes);
        domains(connection, row, wanted.domains(), changes);
        defaultTeam(connection, row, wanted, actor, now, changes);
        set("defaultRole", row.defaultRole, wanted.defaultRole(), value -> row.defaultRole = value, changes);
        dialect(row, wanted, changes);
        set("mode", row.mode, wanted.mode(), value -> row.mode = value, changes);
        set(
                "adoptionPolicy",
                row.adoptionPolicy,
                wanted.adoptionPolicy(),
                value -> row.adoptionPolicy = value,
                changes);
        set(
                "omittedActiveDeactivates",
                row.omittedActiveDeactivates,
                wanted.omittedActiveDeactivates(),
                value -> row.omittedActiveDeactivates = value,
                changes);
        set("nameAuthority", row.nameAuthority, wanted.nameAuthority(), value -> row.nameAuthority = value, changes);
        set("ownersByGroup", row.ownersByGroup, wanted.ownersByGroup(), value -> row.ownersByGroup = value, changes);
        set("scimPaused", row.scimPaused, wanted.scimPaused(), value -> row.scimPaused = value, changes);
        set(
                "deprovisioningPercent",
                (int) row.deprovisioningPercent,
                wanted.deprovisioningPercent(),
                value -> row.deprovisioningPercent = value.shortValue(),
                changes);
        set("rateLimit", row.rateLimit, wanted.rateLimit(), value -> row.rateLimit = value, changes);
        trust(connection, row, wanted, changes);
        signIn(connection, row, wanted, changes);
        var switches =
                ConnectionRules.flip(row.switches(), wanted.scimEnabled(), wanted.jitEnabled(), wanted.override());
        if (switches.scim() && !row.scimEnabled) {
            boolean verified = DomainNames.anyVerified(connection, List.copyOf(row.domains));
            ConnectionRules.scimLocked(verified).ifPresent(locked -> {
                throw Refusal.DOMAIN_UNVERIFIED.because("scimEnabled: " + locked);
            });
        }
        row.scimEnabled = switches.scim();
        row.jitEnabled = switches.jit();
        return changes;
    }

    private static void name(ConnectionRow row, @Nullable String wanted, List<Change> changes) {
        if (wanted == null || wanted.equals(row.name)) {
            return;
        }
        String key = wanted.toLowerCase(Locale.ROOT);
        if (!key.equals(row.nameKey) && ConnectionRow.exists(row.organizationId, key)) {
            throw Refusal.CONNECTION_EXISTS.because(
                    "name: the organization has a connection '" + wanted + "' already.");
        }
        changes.add(new Change("name", null, row.name, wanted));
        row.name = wanted;
        row.nameKey = key;
    }

    private static void dialect(ConnectionRow row, ConnectionChange wanted, List<Change> changes) {
        if (wanted.dialect() != null || wanted.noDialect()) {
            Dialect guessed = Objects.requireNonNullElse(row.dialectGuessed, Dialect.GENERIC);
            Dialect then = Objects.requireNonNullElse(wanted.dialect(), guessed);
            set("dialect", row.dialect, then, value -> row.dialect = value, changes);
            set("dialectPinned", row.dialectPinned, !wanted.noDialect(), value -> row.dialectPinned = value, changes);
        }
    }

    private static void domains(
            Connection connection, ConnectionRow row, @Nullable List<String> wanted, List<Change> changes)
            throws SQLException {
        if (wanted == null || row.domains.equals(new HashSet<>(wanted))) {
            return;
        }
        ConnectionRules.requireDomain(wanted);
        var unverified = DomainNames.firstUnverified(connection, wanted, List.copyOf(row.organizations));
        if (unverified.isPresent()) {
            throw Refusal.DOMAIN_UNVERIFIED.because(
                    "domains: '" + unverified.get() + "' is not a verified domain of the connection's organizations.");
        }
        changes.add(new Change(
                "domains",
                null,
                row.domains.stream().sorted().toList(),
                wanted.stream().sorted().toList()));
        row.domains.clear();
        row.domains.addAll(wanted);
        row.version++;
    }

    private void defaultTeam(
            Connection connection,
            ConnectionRow row,
            ConnectionChange wanted,
            Actor actor,
            Instant now,
            List<Change> changes)
            throws SQLException {
        UUID team = row.defaultTeamId;
        if (wanted.noDefaultTeam()) {
            team = null;
        } else if (wanted.defaultTeam() != null) {
            team = teams.require(connection, row.organizationId, wanted.defaultTeam(), actor, now);
        }
        if (!Objects.equals(team, row.defaultTeamId)) {
            changes.add(new Change("defaultTeamId", null, row.defaultTeamId, team));
            row.defaultTeamId = team;
        }
    }

    private void trust(Connection connection, ConnectionRow row, ConnectionChange wanted, List<Change> changes)
            throws SQLException {
        ScimTrust now = row.trust();
        ScimTrust then = wanted.noScimTrust() ? null : wanted.scimTrust() == null ? now : wanted.scimTrust();
        if (Objects.equals(now, then)) {
            return;
        }
        if (then != null) {
            TrustRules.require(then, loopback);
            // Two that claim one issuer at the same moment: the second waits, and finds it taken.
            Sql.on(connection, "select pg_advisory_xact_lock(hashtextextended(?, 0))", "scim-trust " + then.issuer())
                    .first(locked -> 1);
            if (row.trustedElsewhere(then.issuer())) {
                throw Refusal.TRUST_TAKEN.because(
                        "scimTrust: another connection takes tokens of this issuer; an issuer speaks for one connection.");
            }
        }
        changes.add(new Change("scimTrust", null, now, then));
        row.trust(then);
    }

    private void signIn(Connection connection, ConnectionRow row, ConnectionChange wanted, List<Change> changes)
            throws SQLException {
        if (wanted.state() == null && wanted.enforced() == null) {
            return;
        }
        var then = StateRules.change(
                new StateRules.Standing(row.state, row.enforced),
                wanted.state(),
                wanted.enforced(),
                new StateRules.Grounds(idps.isSetUp(connection, row.id), row.tested, wanted.override()));
        if (then.state() != row.state) {
            row.version++;
        }
        row.tested = row.tested && then.state() != State.DRAFT;
        set("state", row.state, then.state(), value -> row.state = value, changes);
        row.enforced = then.enforced();
    }

    private static <T> void set(String name, T current, @Nullable T wanted, Consumer<T> setter, List<Change> changes) {
        if (wanted != null && !wanted.equals(current)) {
            changes.add(new Change(name, null, current, wanted));
            setter.accept(wanted);
        }
    }
}
