package dev.rollcall.membership.idp;

import dev.rollcall.contract.event.EventData.Change;
import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.contract.signin.IdpSettings.Saml;
import dev.rollcall.contract.signin.SignInConnectionsApi.Due;
import dev.rollcall.contract.signin.SignInConnectionsApi.DueList;
import dev.rollcall.contract.signin.SignInConnectionsApi.MetadataReading;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.sql.Transactions;
import dev.rollcall.membership.stream.Moments;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Takes over what identity providers publish anew, every hour; what is not fit to be taken over leaves the last good settings in force. */
@ApplicationScoped
class MetadataRefreshes {
    private static final Duration EVERY = Duration.ofHours(1);
    private static final int LIMIT_MAX = 100; // of one answer; each is fetched before the next list is asked for
    private static final int FAILURE_MAX = 500; // two sentences

    private final Transactions transactions;
    private final IdpTable table;
    private final Deployment deployment;
    private final IdpEvents events;
    private final Moments moments;

    MetadataRefreshes(
            Transactions transactions, IdpTable table, Deployment deployment, IdpEvents events, Moments moments) {
        this.transactions = transactions;
        this.table = table;
        this.deployment = deployment;
        this.events = events;
        this.moments = moments;
    }

    DueList due(int limit) {
        return transactions.read(connection -> new DueList(Sql.on(
                        connection, """
                        select connection_id, metadata_url from idp_saml
                        where metadata_url is not null and metadata_tried_at < ? order by metadata_tried_at limit ?
                        """, moments.now().minus(EVERY), Math.clamp(limit, 1, LIMIT_MAX))
                .list(row -> new Due(row.getObject("connection_id", UUID.class), row.getString("metadata_url")))));
    }

    void put(UUID connectionId, MetadataReading reading) {
        transactions.write(connection -> {
            SetUp setUp = SetUp.lock(connection, connectionId);
            Saml known = table.find(connection, connectionId)
                    .filter(Saml.class::isInstance)
                    .map(Saml.class::cast)
                    .filter(saml -> reading.metadataUrl().equals(saml.metadataUrl()))
                    .orElseThrow(() -> Refusal.VALUE_INVALID.because(
                            "metadataUrl: this connection's settings do not come from there any more."));
            Instant now = moments.now();
            MetadataLook before = table.look(connection, connectionId);
            try {
                Saml fresh = fit(known, reading, now);
                Optional<String> doubt = RefreshRules.doubt(known, fresh);
                if (doubt.isPresent()) {
                    hold(connection, connectionId, fresh, doubt.get(), now);
                    table.note(connection, connectionId, before.again(now, null));
                } else {
                    PendingMetadata.forget(connection, connectionId);
                    var look = new MetadataLook(now, now, null, reading.validUntil());
                    replace(connection, connectionId, setUp, known, fresh, look);
                }
            } catch (Refused unfit) {
                String why = unfit.detail();
                String failure = why.length() <= FAILURE_MAX ? why : why.substring(0, FAILURE_MAX);
                table.note(connection, connectionId, before.again(now, failure));
            }
            return setUp;
        });
    }

    /** The last good ones stay in force, and owners are told once of each that waits. */
    private void hold(Connection connection, UUID connectionId, Saml fresh, String doubt, Instant now)
            throws SQLException {
        PendingMetadata pending = new PendingMetadata(now, fresh.signOnUrl(), Idps.thumbprints(fresh), doubt);
        if (pending.store(connection, connectionId)) {
            events.append(
                    connection,
                    EventType.METADATA_HELD,
                    connectionId,
                    now,
                    IdpEvents.SYSTEM,
                    null,
                    Map.of("doubt", doubt, "signOnUrl", pending.signOnUrl(), "thumbprints", pending.thumbprints()));
        }
    }

    /** Refused, with a sentence for owners, when nobody should take them over. */
    private Saml fit(Saml known, MetadataReading reading, Instant now) {
        Saml fresh = RefreshRules.fresh(known, taken(known, reading), deployment.reach());
        CertificateReading.requireCurrent(
                CertificateReading.ofDers(fresh.certificates()), fresh.expiredCertificatesAccepted(), now);
        return fresh;
    }

    private static Saml taken(Saml known, MetadataReading reading) {
        if (reading.failure() != null) {
            throw Refusal.VALUE_INVALID.because(reading.failure());
        }
        if (reading.entityId() == null || reading.signOnUrl() == null) {
            throw Refusal.VALUE_INVALID.because("The metadata say too little.");
        }
        var choices = new NewIdp.SamlChoices(known.nameId(), known.expiredCertificatesAccepted());
        return ProviderReadings.saml(reading, choices, known.metadataUrl());
    }

    private void replace(
            Connection connection, UUID connectionId, SetUp setUp, Saml known, Saml fresh, MetadataLook look)
            throws SQLException {
        List<Change> changes = IdpRules.changes(known, fresh, Idps::thumbprints);
        if (changes.isEmpty()) {
            table.note(connection, connectionId, look);
            return;
        }
        table.store(connection, connectionId, fresh, look);
        Instant now = moments.now();
        SetUp.advance(connection, connectionId, setUp.state(), now);
        events.updated(connection, connectionId, now, IdpEvents.SYSTEM, changes);
    }
}
