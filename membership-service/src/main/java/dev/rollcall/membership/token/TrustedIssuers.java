package dev.rollcall.membership.token;

import dev.rollcall.contract.provisioning.IssuerClaim;
import dev.rollcall.contract.provisioning.ScimTrust;
import dev.rollcall.contract.provisioning.TrustedIssuer;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.sql.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Finds the one connection that takes an issuer's tokens. */
@ApplicationScoped
public class TrustedIssuers {
    private static final String SELECT = """
            select c.id as token_id, c.id, c.name, c.scim_enabled, c.scim_paused, c.dialect, c.dialect_pinned, c.mode, c.user_names,
                c.group_names, c.rate_limit, c.extensions, null::timestamptz as expires_at, c.trust_issuer, c.trust_audience,
                c.trust_jwks_uri, c.trust_subject
            from connection c where c.trust_issuer = ?
            """;

    private final Transactions transactions;

    TrustedIssuers(Transactions transactions) {
        this.transactions = transactions;
    }

    public TrustedIssuer require(@Nullable IssuerClaim claim) {
        String issuer = claim == null ? null : claim.issuer();
        if (issuer == null || issuer.length() > ScimTrust.TEXT_MAX || issuer.indexOf('\0') >= 0) {
            throw unknown();
        }
        return transactions
                .read(connection -> Sql.on(connection, SELECT, issuer)
                        .first(row -> new TrustedIssuer(
                                TokenProofs.client(row),
                                new ScimTrust(
                                        row.getString("trust_issuer"),
                                        row.getString("trust_audience"),
                                        row.getString("trust_jwks_uri"),
                                        row.getString("trust_subject")))))
                .orElseThrow(TrustedIssuers::unknown);
    }

    private static RuntimeException unknown() {
        return Refusal.TOKEN_INVALID.because("No connection takes tokens of this issuer.");
    }
}
