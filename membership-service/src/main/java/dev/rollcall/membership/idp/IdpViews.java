package dev.rollcall.membership.idp;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.contract.signin.IdpSettings;
import dev.rollcall.contract.signin.IdpSettings.Oidc;
import dev.rollcall.contract.signin.IdpSettings.Saml;
import dev.rollcall.membership.idp.ShownIdp.ShownCertificate;
import dev.rollcall.membership.idp.ShownIdp.ShownMetadata;
import dev.rollcall.membership.stream.Moments;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/** Makes what owners see of the tables. */
@ApplicationScoped
class IdpViews {
    private static final int PEM_LINE = 64; // RFC 7468 §2

    private final IdpTable table;
    private final Moments moments;

    IdpViews(IdpTable table, Moments moments) {
        this.table = table;
        this.moments = moments;
    }

    ShownIdp require(Connection connection, UUID connectionId) throws SQLException {
        SetUp setUp = SetUp.require(connection, connectionId);
        IdpSettings settings = table.find(connection, connectionId).orElseThrow(IdpViews::unknown);
        return switch (settings) {
            case Saml saml -> saml(connection, connectionId, setUp, saml);
            case Oidc oidc ->
                new ShownIdp.ShownOidc(
                        "OIDC",
                        setUp.state(),
                        setUp.version(),
                        oidc.kind(),
                        oidc.issuer(),
                        oidc.tenants(),
                        oidc.clientId(),
                        oidc.authentication(),
                        oidc.clientSecret() != null,
                        oidc.algorithms(),
                        oidc.scopes(),
                        oidc.groupsClaim());
        };
    }

    private ShownIdp saml(Connection connection, UUID connectionId, SetUp setUp, Saml saml) throws SQLException {
        Instant now = moments.now();
        MetadataLook look = table.look(connection, connectionId);
        return new ShownIdp.ShownSaml(
                "SAML",
                setUp.state(),
                setUp.version(),
                saml.entityId(),
                saml.signOnUrl(),
                saml.logoutUrl(),
                table.certificates(connection, connectionId).stream()
                        .map(certificate -> shown(certificate, now))
                        .toList(),
                saml.expiredCertificatesAccepted(),
                saml.nameId(),
                look.equals(MetadataLook.NONE)
                        ? null
                        : new ShownMetadata(
                                saml.metadataUrl(),
                                look.readAt(),
                                look.triedAt(),
                                look.failure(),
                                look.validUntil(),
                                PendingMetadata.find(connection, connectionId)
                                        .map(IdpViews::shown)
                                        .orElse(null)));
    }

    private static ShownIdp.ShownPending shown(PendingMetadata pending) {
        return new ShownIdp.ShownPending(pending.since(), pending.signOnUrl(), pending.thumbprints(), pending.doubt());
    }

    private static ShownCertificate shown(StoredCertificate certificate, Instant now) {
        String body = certificate.der().replaceAll("(.{" + PEM_LINE + "})(?=.)", "$1\n");
        return new ShownCertificate(
                certificate.subject(),
                certificate.thumbprint(),
                certificate.validFrom(),
                certificate.validUntil(),
                certificate.ended(now),
                "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
    }

    static Refused unknown() {
        return Refusal.IDP_UNKNOWN.because(
                "No identity provider is set up for this connection yet: PUT its settings here.");
    }
}
