package dev.rollcall.membership.idp;

import dev.rollcall.contract.signin.IdpSettings;
import dev.rollcall.contract.signin.IdpSettings.Oidc;
import dev.rollcall.contract.signin.IdpSettings.Saml;
import dev.rollcall.kit.secret.MasterKeys.Sealed;
import dev.rollcall.membership.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The three tables, read and written as the settings that they hold together. */
@ApplicationScoped
class IdpTable {
    /** Of a select from {@code connection c} with {@link #JOINS}, for {@link #settings}. */
    static final String COLUMNS = """
            s.entity_id, s.sign_on_url, s.logout_url, s.expired_certificates_accepted, s.name_id, s.metadata_url,
            array(select x.der from idp_certificate x where x.connection_id = c.id order by x.place) as certificates,
            o.kind, o.issuer, o.tenants, o.client_id, o.authentication, o.secret_key_id, o.secret, o.algorithms, o.scopes,
            o.groups_claim
            """;

    static final String JOINS = """
             left join idp_saml s on s.connection_id = c.id left join idp_oidc o on o.connection_id = c.id
            """;

    private static final String STORE_SAML = """
            insert into idp_saml (connection_id, entity_id, sign_on_url, logout_url, expired_certificates_accepted, name_id,
                metadata_url, metadata_tried_at, metadata_read_at, metadata_failure, metadata_valid_until)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (connection_id) do update set entity_id = excluded.entity_id, sign_on_url = excluded.sign_on_url,
                logout_url = excluded.logout_url, expired_certificates_accepted = excluded.expired_certificates_accepted,
                name_id = excluded.name_id, metadata_url = excluded.metadata_url,
                metadata_tried_at = excluded.metadata_tried_at, metadata_read_at = excluded.metadata_read_at,
                metadata_failure = excluded.metadata_failure, metadata_valid_until = excluded.metadata_valid_until
            """;

    private static final String STORE_OIDC = """
            insert into idp_oidc (connection_id, kind, issuer, tenants, client_id, authentication, secret_key_id, secret,
                algorithms, scopes, groups_claim)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (connection_id) do update set kind = excluded.kind, issuer = excluded.issuer, tenants = excluded.tenants,
                client_id = excluded.client_id, authentication = excluded.authentication,
                secret_key_id = excluded.secret_key_id, secret = excluded.secret, algorithms = excluded.algorithms,
                scopes = excluded.scopes, groups_claim = excluded.groups_claim
            """;

    /** One that stays keeps what owners were told of it. */
    private static final String STORE_CERTIFICATE = """
            insert into idp_certificate (connection_id, thumbprint, place, der, subject, valid_from, valid_until)
            values (?, ?, ?, ?, ?, ?, ?) on conflict (connection_id, thumbprint) do update set place = excluded.place
            """;

    private final ClientSecrets secrets;

    IdpTable(ClientSecrets secrets) {
        this.secrets = secrets;
    }

    Optional<IdpSettings> find(Connection connection, UUID connectionId) throws SQLException {
        return Sql.on(connection, "select " + COLUMNS + " from connection c" + JOINS + " where c.id = ?", connectionId)
                .first(row -> Optional.ofNullable(settings(row, connectionId)))
                .flatMap(found -> found);
    }

    /** Null while nothing is set up. */
    @Nullable
    IdpSettings settings(ResultSet row, UUID connectionId) throws SQLException {
        if (row.getString("entity_id") != null) {
            return saml(row);
        }
        return row.getString("issuer") == null ? null : oidc(row, connectionId);
    }

    void store(Connection connection, UUID connectionId, IdpSettings settings, MetadataLook look) throws SQLException {
        switch (settings) {
            case Saml saml -> store(connection, connectionId, saml, look);
            case Oidc oidc -> store(connection, connectionId, oidc);
        }
    }

    /** Only what is kept of looking; the settings stay. */
    void note(Connection connection, UUID connectionId, MetadataLook look) throws SQLException {
        Sql.on(connection, """
                        update idp_saml set metadata_tried_at = ?, metadata_read_at = ?, metadata_failure = ?,
                            metadata_valid_until = ? where connection_id = ?
                        """, look.triedAt(), look.readAt(), look.failure(), look.validUntil(), connectionId)
                .update();
    }

    MetadataLook look(Connection connection, UUID connectionId) throws SQLException {
        return Sql.on(connection, """
                        select metadata_tried_at, metadata_read_at, metadata_failure, metadata_valid_until from idp_saml
                        where connection_id = ?
                        """, connectionId)
                .first(row -> new MetadataLook(
                        Sql.instant(row, "metadata_tried_at"),
                        Sql.instant(row, "metadata_read_at"),
                        row.getString("metadata_failure"),
                        Sql.instant(row, "metadata_valid_until")))
                .orElse(MetadataLook.NONE);
    }

    List<StoredCertificate> certificates(Connection connection, UUID connectionId) throws SQLException {
        return Sql.on(connection, """
                        select der, thumbprint, subject, valid_from, valid_until from idp_certificate where connection_id = ?
                        order by place
                        """, connectionId)
                .list(row -> new StoredCertificate(
                        row.getString("der"),
                        row.getString("thumbprint"),
                        row.getString("subject"),
                        Sql.requireInstant(row, "valid_from"),
                        Sql.requireInstant(row, "valid_until")));
    }

    /** @return whether there was anything */
    boolean remove(Connection connection, UUID connectionId) throws SQLException {
        Sql.on(connection, "delete from idp_certificate where connection_id = ?", connectionId)
                .update();
        int saml = Sql.on(connection, "delete from idp_saml where connection_id = ?", connectionId)
                .update();
        int oidc = Sql.on(connection, "delete from idp_oidc where connection_id = ?", connectionId)
                .update();
        return saml + oidc > 0;
    }

    private static void store(Connection connection, UUID connectionId, Saml saml, MetadataLook look)
            throws SQLException {
        Sql.on(
                        connection,
                        STORE_SAML,
                        connectionId,
                        saml.entityId(),
                        saml.signOnUrl(),
                        saml.logoutUrl(),
                        saml.expiredCertificatesAccepted(),
                        saml.nameId().name(),
                        saml.metadataUrl(),
                        look.triedAt(),
                        look.readAt(),
                        look.failure(),
                        look.validUntil())
                .update();
        List<StoredCertificate> certificates = CertificateReading.ofDers(saml.certificates());
        Sql.on(
                        connection,
                        "delete from idp_certificate where connection_id = ? and thumbprint <> all(?)",
                        connectionId,
                        certificates.stream().map(StoredCertificate::thumbprint).toArray(String[]::new))
                .update();
        short place = 0;
        for (StoredCertificate certificate : certificates) {
            Sql.on(
                            connection,
                            STORE_CERTIFICATE,
                            connectionId,
                            certificate.thumbprint(),
                            place++,
                            certificate.der(),
                            certificate.subject(),
                            certificate.validFrom(),
                            certificate.validUntil())
                    .update();
        }
    }

    private void store(Connection connection, UUID connectionId, Oidc oidc) throws SQLException {
        Sealed secret = oidc.clientSecret() == null ? null : secrets.seal(connectionId, oidc.clientSecret());
        Sql.on(
                        connection,
                        STORE_OIDC,
                        connectionId,
                        oidc.kind().name(),
                        oidc.issuer(),
                        oidc.tenants().toArray(String[]::new),
                        oidc.clientId(),
                        oidc.authentication().name(),
                        secret == null ? null : secret.keyId(),
                        secret == null ? null : secret.bytes(),
                        oidc.algorithms().toArray(String[]::new),
                        oidc.scopes().toArray(String[]::new),
                        oidc.groupsClaim())
                .update();
    }

    private static Saml saml(ResultSet row) throws SQLException {
        return new Saml(
                row.getString("entity_id"),
                row.getString("sign_on_url"),
                row.getString("logout_url"),
                texts(row, "certificates"),
                row.getBoolean("expired_certificates_accepted"),
                Saml.NameId.valueOf(row.getString("name_id")),
                row.getString("metadata_url"));
    }

    private Oidc oidc(ResultSet row, UUID connectionId) throws SQLException {
        String keyId = row.getString("secret_key_id");
        return new Oidc(
                Oidc.Kind.valueOf(row.getString("kind")),
                row.getString("issuer"),
                texts(row, "tenants"),
                row.getString("client_id"),
                Oidc.Authentication.valueOf(row.getString("authentication")),
                keyId == null ? null : secrets.open(connectionId, new Sealed(keyId, row.getBytes("secret"))),
                texts(row, "algorithms"),
                texts(row, "scopes"),
                row.getString("groups_claim"));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
