package dev.rollcall.membership.idp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.contract.event.EventData.Actor;
import dev.rollcall.contract.event.EventData.Change;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.signin.IdpSettings;
import dev.rollcall.contract.signin.IdpSettings.Oidc;
import dev.rollcall.contract.signin.IdpSettings.Saml;
import dev.rollcall.contract.signin.SignInConnection.State;
import dev.rollcall.membership.admin.Fields;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.sql.Transactions;
import dev.rollcall.membership.stream.Moments;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sets, shows and removes a connection's settings, under the lock of its row. */
@ApplicationScoped
public class Idps {
    private final Transactions transactions;
    private final IdpTable table;
    private final IdpViews views;
    private final ProviderReadings readings;
    private final Deployment deployment;
    private final IdpEvents events;
    private final Moments moments;

    Idps(
            Transactions transactions,
            IdpTable table,
            IdpViews views,
            ProviderReadings readings,
            Deployment deployment,
            IdpEvents events,
            Moments moments) {
        this.transactions = transactions;
        this.table = table;
        this.views = views;
        this.readings = readings;
        this.deployment = deployment;
        this.events = events;
        this.moments = moments;
    }

    /** As they are then; refused as a whole, or set as a whole. Nothing is told when everything is so already. */
    public ShownIdp put(UUID connectionId, @Nullable ObjectNode body, Actor actor) {
        NewIdp wanted = IdpBody.read(body, deployment.reach());
        requireProtocol(transactions.read(connection -> SetUp.require(connection, connectionId)), wanted);
        ProviderReadings.Proposal proposal = readings.complete(wanted);
        return transactions.write(connection -> {
            SetUp setUp = SetUp.lock(connection, connectionId);
            Optional<IdpSettings> before = table.find(connection, connectionId);
            Instant now = moments.now();
            IdpSettings after = whole(proposal.settings(), before);
            requireBelievable(after, now);
            List<Change> changes = new ArrayList<>(IdpRules.changes(before.orElse(null), after, Idps::thumbprints));
            MetadataLook look = look(wanted, proposal, now);
            PendingMetadata.forget(connection, connectionId); // an owner has spoken
            if (changes.isEmpty()) {
                table.note(connection, connectionId, look);
                return views.require(connection, connectionId);
            }
            State state = IdpRules.stateAfter(
                    setUp.state(), setUp.enforced(), IdpRules.sameProvider(before.orElse(null), after));
            table.store(connection, connectionId, after, look);
            advance(connection, connectionId, setUp, state, now, actor, changes);
            return views.require(connection, connectionId);
        });
    }

    public ShownIdp require(UUID connectionId) {
        return transactions.read(connection -> views.require(connection, connectionId));
    }

    /** Nobody signs in over the connection then, until it is set up anew. */
    public void remove(UUID connectionId, Actor actor) {
        transactions.write(connection -> {
            SetUp setUp = SetUp.lock(connection, connectionId);
            Optional<IdpSettings> before = table.find(connection, connectionId);
            if (setUp.enforced()) {
                throw IdpRules.enforced("lose its identity provider");
            }
            if (!table.remove(connection, connectionId)) {
                throw IdpViews.unknown();
            }
            List<Change> changes = new ArrayList<>(IdpRules.changes(before.orElse(null), null, Idps::thumbprints));
            advance(connection, connectionId, setUp, State.DRAFT, moments.now(), actor, changes);
            return setUp;
        });
    }

    /** Whether anybody could be sent to an identity provider. */
    public boolean isSetUp(Connection connection, UUID connectionId) throws SQLException {
        return Sql.on(connection, """
                        select 1 from idp_saml where connection_id = ? union all select 1 from idp_oidc where connection_id = ?
                        """, connectionId, connectionId)
                .first(row -> true)
                .orElse(false);
    }

    private void advance(
            Connection connection,
            UUID connectionId,
            SetUp before,
            State state,
            Instant now,
            Actor actor,
            List<Change> changes)
            throws SQLException {
        SetUp.advance(connection, connectionId, state, now);
        if (state != before.state()) {
            changes.add(new Change("state", null, before.state(), state));
        }
        events.updated(connection, connectionId, now, actor, changes);
    }

    private static void requireProtocol(SetUp setUp, NewIdp wanted) {
        String protocol = wanted instanceof NewIdp.OidcClient ? "OIDC" : "SAML";
        if (!setUp.protocol().equals(protocol)) {
            throw Refusal.VALUE_INVALID.because("This connection's protocol is " + setUp.protocol()
                    + ", and these are settings for " + protocol + ". Make another connection for that.");
        }
    }

    /** A secret that was given once need not be given again while the client stays the same. */
    private static IdpSettings whole(IdpSettings wanted, Optional<IdpSettings> stored) {
        return switch (wanted) {
            case Saml saml -> saml;
            case Oidc oidc ->
                oidc.clientSecret() != null || oidc.authentication() == Oidc.Authentication.PRIVATE_KEY_JWT
                        ? oidc
                        : withSecret(oidc, stored.orElse(null));
        };
    }

    private static Oidc withSecret(Oidc oidc, @Nullable IdpSettings stored) {
        if (stored instanceof Oidc known
                && known.clientSecret() != null
                && IdpRules.isClient(known, oidc.issuer(), oidc.clientId())) {
            return new Oidc(
                    oidc.kind(),
                    oidc.issuer(),
                    oidc.tenants(),
                    oidc.clientId(),
                    oidc.authentication(),
                    known.clientSecret(),
                    oidc.algorithms(),
                    oidc.scopes(),
                    oidc.groupsClaim());
        }
        throw Fields.refused("clientSecret", "is required, unless authentication is PRIVATE_KEY_JWT");
    }

    private static void requireBelievable(IdpSettings settings, Instant now) {
        if (settings instanceof Saml saml) {
            CertificateReading.requireCurrent(
                    CertificateReading.ofDers(saml.certificates()), saml.expiredCertificatesAccepted(), now);
        }
    }

    private static MetadataLook look(NewIdp wanted, ProviderReadings.Proposal proposal, Instant now) {
        return switch (wanted) {
            case NewIdp.FromUrl given -> new MetadataLook(now, now, null, proposal.validUntil());
            case NewIdp.FromDocument given -> new MetadataLook(null, now, null, proposal.validUntil());
            case NewIdp.ByHand given -> MetadataLook.NONE;
            case NewIdp.OidcClient given -> MetadataLook.NONE;
        };
    }

    static List<String> thumbprints(Saml saml) {
        return CertificateReading.ofDers(saml.certificates()).stream()
                .map(StoredCertificate::thumbprint)
                .toList();
    }
}
