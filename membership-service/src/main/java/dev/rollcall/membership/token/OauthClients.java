package dev.rollcall.membership.token;

import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.provisioning.OauthCredentials;
import dev.rollcall.contract.provisioning.OauthGrant;
import dev.rollcall.contract.provisioning.ScimClient;
import dev.rollcall.contract.provisioning.ScimPaths;
import dev.rollcall.contract.provisioning.TokenProof;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.membership.admin.Cursor;
import dev.rollcall.membership.admin.Slice;
import dev.rollcall.membership.connection.ConnectionAccess.Entry;
import dev.rollcall.membership.sql.Transactions;
import dev.rollcall.membership.stream.Moments;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes, lists, deletes and recognises OAuth clients (E24). */
@ApplicationScoped
public class OauthClients {
    private static final UUID END = new UUID(-1L, -1L);

    private final Transactions transactions;
    private final TokenEvents events;
    private final TokenProofs proofs;
    private final StoredSecrets secrets;
    private final Moments moments;
    private final String tokenEndpoint;

    OauthClients(
            Transactions transactions,
            TokenEvents events,
            TokenProofs proofs,
            StoredSecrets secrets,
            Moments moments,
            @ConfigProperty(name = "rollcall.scim.public-url") String scimUrl) {
        this.transactions = transactions;
        this.events = events;
        this.proofs = proofs;
        this.secrets = secrets;
        this.moments = moments;
        this.tokenEndpoint = scimUrl + ScimPaths.TOKEN;
    }

    /** Whose client id and secret these are; refused as TOKEN_INVALID, without telling what is wrong with them. */
    public ScimClient authenticate(TokenProof proof) {
        return proofs.require(proof, CredentialKind.CLIENT, moments.now());
    }

    /** Whose access token it is; refused as TOKEN_INVALID when its client is no more. */
    public ScimClient judge(OauthGrant grant) {
        return proofs.require(grant, moments.now());
    }

    MadeOauthClient create(Entry entry, NewOauthClient wanted) {
        return transactions.write(connection -> {
            StoredSecrets.lock(connection, entry.connectionId());
            Instant now = moments.now();
            TokenRules.requireExpiry(wanted.expiresAt(), now);
            TokenRules.requireRoom(ScimTokenRow.listLive(entry.connectionId(), CredentialKind.CLIENT, now)
                    .size());
            var fresh = secrets.store(entry, CredentialKind.CLIENT, wanted.label(), wanted.expiresAt(), now);
            ScimTokenRow row = fresh.row();
            events.append(connection, entry, EventType.SCIM_CLIENT_CREATED, row, null, now);
            var shown = new OauthCredentials(row.publicId, fresh.secret().secret());
            return new MadeOauthClient(
                    row.id,
                    shown.clientId(),
                    shown.clientSecret(),
                    tokenEndpoint,
                    row.label,
                    row.createdAt,
                    row.expiresAt);
        });
    }

    /** Ends a client now, and with it the access tokens it got; one that has ended already stays as it is. */
    void delete(Entry entry, UUID id) {
        transactions.write(connection -> {
            StoredSecrets.lock(connection, entry.connectionId());
            ScimTokenRow row = ScimTokenRow.find(entry.connectionId(), CredentialKind.CLIENT, id)
                    .orElseThrow(OauthClients::unknown);
            Instant now = moments.now();
            if (row.live(now)) {
                row.revokedAt = now;
                row.persistAndFlush();
                events.append(connection, entry, EventType.SCIM_CLIENT_DELETED, row, null, now);
            }
            return row.id;
        });
    }

    /** Newest first, ended ones too. */
    @Transactional
    ShownOauthClientList list(UUID connectionId, Slice slice) {
        UUID before = slice.after() == null ? END : Cursor.id(slice.after());
        Instant now = moments.now();
        List<ScimTokenRow> rows =
                ScimTokenRow.list(connectionId, CredentialKind.CLIENT, before, slice.offset(), slice.limit());
        return new ShownOauthClientList(
                slice.cut(rows).stream().map(row -> shown(row, now)).toList(),
                slice.next(rows, row -> row.id.toString()));
    }

    static RuntimeException unknown() {
        return Refusal.TOKEN_UNKNOWN.because("This connection has no such OAuth client.");
    }

    private static ShownOauthClient shown(ScimTokenRow row, Instant now) {
        return new ShownOauthClient(
                row.id,
                OauthCredentials.ID_PREFIX + row.publicId,
                row.label,
                row.state(now),
                row.createdBy,
                row.createdAt,
                row.expiresAt,
                row.revokedAt,
                row.lastUsedAt,
                row.lastUsedAddress,
                row.live(now) ? TokenRules.warnings(row.createdAt, row.lastUsedAt, row.expiresAt, now) : List.of());
    }
}
