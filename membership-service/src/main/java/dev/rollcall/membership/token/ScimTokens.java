package dev.rollcall.membership.token;

import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.provisioning.ScimClient;
import dev.rollcall.contract.provisioning.ScimToken;
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

/** Makes, lists, revokes and recognises SCIM tokens. */
@ApplicationScoped
public class ScimTokens {
    private static final UUID END = new UUID(-1L, -1L);

    private final Transactions transactions;
    private final TokenEvents events;
    private final TokenProofs proofs;
    private final StoredSecrets secrets;
    private final Moments moments;

    ScimTokens(
            Transactions transactions, TokenEvents events, TokenProofs proofs, StoredSecrets secrets, Moments moments) {
        this.transactions = transactions;
        this.events = events;
        this.proofs = proofs;
        this.secrets = secrets;
        this.moments = moments;
    }

    /** Who presents this token; refused as TOKEN_INVALID when it is unknown, wrong, expired or revoked, without telling which. */
    public ScimClient authenticate(TokenProof proof) {
        return proofs.require(proof, CredentialKind.TOKEN, moments.now());
    }

    MintedToken create(Entry entry, NewScimToken wanted) {
        return transactions.write(connection -> {
            StoredSecrets.lock(connection, entry.connectionId());
            Instant now = moments.now();
            TokenRules.requireExpiry(wanted.expiresAt(), now);
            List<ScimTokenRow> live = ScimTokenRow.listLive(entry.connectionId(), CredentialKind.TOKEN, now);
            Instant end = TokenRules.endOfOthers(live.size(), wanted.grace(), now);
            if (end != null) {
                live.forEach(other -> endAt(other, end, now));
            }
            var fresh = secrets.store(entry, CredentialKind.TOKEN, wanted.label(), wanted.expiresAt(), now);
            ScimTokenRow row = fresh.row();
            EventType type =
                    end == null || live.isEmpty() ? EventType.SCIM_TOKEN_CREATED : EventType.SCIM_TOKEN_ROTATED;
            events.append(connection, entry, type, row, end, now);
            return new MintedToken(row.id, prefix(row), fresh.secret().text(), row.label, row.createdAt, row.expiresAt);
        });
    }

    /** Ends a token now; one that has ended already stays as it is. */
    void revoke(Entry entry, UUID id) {
        transactions.write(connection -> {
            StoredSecrets.lock(connection, entry.connectionId());
            ScimTokenRow row = ScimTokenRow.find(entry.connectionId(), CredentialKind.TOKEN, id)
                    .orElseThrow(ScimTokens::unknown);
            Instant now = moments.now();
            if (row.live(now)) {
                row.revokedAt = now;
                row.persistAndFlush();
                events.append(connection, entry, EventType.SCIM_TOKEN_REVOKED, row, null, now);
            }
            return row.id;
        });
    }

    /** Newest first, ended ones too. */
    @Transactional
    ShownTokenList list(UUID connectionId, Slice slice) {
        UUID before = slice.after() == null ? END : Cursor.id(slice.after());
        Instant now = moments.now();
        List<ScimTokenRow> rows =
                ScimTokenRow.list(connectionId, CredentialKind.TOKEN, before, slice.offset(), slice.limit());
        return new ShownTokenList(
                slice.cut(rows).stream().map(row -> shown(row, now)).toList(),
                slice.next(rows, row -> row.id.toString()));
    }

    static RuntimeException unknown() {
        return Refusal.TOKEN_UNKNOWN.because("This connection has no such token.");
    }

    private static void endAt(ScimTokenRow other, Instant end, Instant now) {
        if (!end.isAfter(now)) {
            other.revokedAt = now;
        } else if (other.expiresAt == null || other.expiresAt.isAfter(end)) {
            other.expiresAt = end;
        }
    }

    private static ShownToken shown(ScimTokenRow row, Instant now) {
        return new ShownToken(
                row.id,
                prefix(row),
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

    private static String prefix(ScimTokenRow row) {
        return ScimToken.PREFIX + row.publicId;
    }
}
