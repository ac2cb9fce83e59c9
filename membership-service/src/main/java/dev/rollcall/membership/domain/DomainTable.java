package dev.rollcall.membership.domain;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.membership.domain.Domain.Finding;
import dev.rollcall.membership.domain.DomainRules.Holder;
import dev.rollcall.membership.sql.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of claims, by organization and name. */
final class DomainTable {
    private static final String COLUMNS =
            "name, organization_id, txt_value, created_at, verified_at, verified_by, failed_at,"
                    + " checks, checked_at, next_check_at, finding, seen, auto_provisioning";

    private static final String PROVED_BY = """
            select case when d.organization_id = ? then 'NOBODY'
                        when h.company_id = o.company_id then 'COMPANY' else 'STRANGER' end as holder
              from domain d join organization h on h.id = d.organization_id join organization o on o.id = ?
             where d.name = ? and d.verified_at is not null""";

    private DomainTable() {}

    /** @param looks how often DNS was asked for it without anybody's asking */
    record Claim(UUID organizationId, Domain domain, int looks) {
        boolean verified() {
            return domain.status() == Domain.Status.VERIFIED;
        }
    }

    /** Locked until the commit. */
    static Optional<Claim> findLocked(Connection connection, UUID organizationId, String name) throws SQLException {
        return Sql.on(
                        connection,
                        "select " + COLUMNS + " from domain where organization_id = ? and name = ? for update",
                        organizationId,
                        name)
                .first(DomainTable::claim);
    }

    /** As {@link #findLocked}; refused as DOMAIN_UNKNOWN. */
    static Claim requireLocked(Connection connection, UUID organizationId, String name) throws SQLException {
        return findLocked(connection, organizationId, name).orElseThrow(DomainTable::unknown);
    }

    static Optional<Domain> find(Connection connection, UUID organizationId, String name) throws SQLException {
        return Sql.on(
                        connection,
                        "select " + COLUMNS + " from domain where organization_id = ? and name = ?",
                        organizationId,
                        name)
                .first(row -> claim(row).domain());
    }

    static List<Domain> list(Connection connection, UUID organizationId, String after, int offset, int limit)
            throws SQLException {
        return Sql.on(
                        connection,
                        "select " + COLUMNS
                                + " from domain where organization_id = ? and name > ? order by name limit ? offset ?",
                        organizationId,
                        after,
                        limit,
                        offset)
                .list(row -> claim(row).domain());
    }

    /** Who else has proved it. */
    static Holder holder(Connection connection, UUID organizationId, String name) throws SQLException {
        return Sql.on(connection, PROVED_BY, organizationId, organizationId, name)
                .first(row -> Holder.valueOf(row.getString("holder")))
                .orElse(Holder.NOBODY);
    }

    /** How many claims the organization has not proved, counted no further than {@code max}. */
    static int unproved(Connection connection, UUID organizationId, int max) throws SQLException {
        return Sql.on(
                        connection,
                        "select count(*) from (select 1 from domain where organization_id = ? and verified_at is null limit ?) c",
                        organizationId,
                        max)
                .first(row -> row.getInt(1))
                .orElse(0);
    }

    /** A new claim; runs into the primary key where there is one already. */
    static void claim(Connection connection, UUID organizationId, String name, String txtValue, Instant now)
            throws SQLException {
        Sql.on(
                        connection,
                        "insert into domain (organization_id, name, txt_value, created_at, next_check_at)"
                                + " values (?, ?, ?, ?, ?)",
                        organizationId,
                        name,
                        txtValue,
                        now,
                        DomainRules.nextCheck(now, 0, now))
                .update();
    }

    /** Proved, by whatever means. A second organization's runs into the unique index. */
    static void verify(Connection connection, UUID organizationId, String name, String by, Instant now)
            throws SQLException {
        Sql.on(
                        connection,
                        "update domain set verified_at = ?, verified_by = ?, failed_at = null, next_check_at = null"
                                + " where organization_id = ? and name = ?",
                        now,
                        by,
                        organizationId,
                        name)
                .update();
    }

    /** What a look found. {@code next} null: nobody looks again by themselves, and the claim has failed. */
    static void note(
            Connection connection,
            Claim claim,
            Finding finding,
            List<String> seen,
            @Nullable Instant next,
            Instant now,
            boolean counts)
            throws SQLException {
        Sql.on(
                        connection,
                        "update domain set checks = checks + ?, checked_at = ?, finding = ?, seen = ?, next_check_at = ?,"
                                + " failed_at = case when ?::timestamptz is null then coalesce(failed_at, ?) end"
                                + " where organization_id = ? and name = ?",
                        counts ? 1 : 0,
                        now,
                        finding.name(),
                        seen.toArray(String[]::new),
                        next,
                        next,
                        now,
                        claim.organizationId(),
                        claim.domain().name())
                .update();
    }

    static void autoProvisioning(Connection connection, UUID organizationId, String name, boolean on)
            throws SQLException {
        Sql.on(
                        connection,
                        "update domain set auto_provisioning = ? where organization_id = ? and name = ?",
                        on,
                        organizationId,
                        name)
                .update();
    }

    static void delete(Connection connection, UUID organizationId, String name) throws SQLException {
        Sql.on(connection, "delete from domain where organization_id = ? and name = ?", organizationId, name)
                .update();
    }

    static RuntimeException unknown() {
        return Refusal.DOMAIN_UNKNOWN.because("The organization has not claimed such a domain.");
    }

    private static Claim claim(ResultSet row) throws SQLException {
        Instant verifiedAt = Sql.instant(row, "verified_at");
        boolean verified = verifiedAt != null;
        String found = row.getString("finding");
        Finding finding = found == null ? null : Finding.valueOf(found);
        Domain domain = new Domain(
                row.getString("name"),
                DomainRules.status(verified, row.getObject("failed_at") != null),
                row.getString("txt_value"),
                Sql.requireInstant(row, "created_at"),
                verifiedAt,
                row.getString("verified_by"),
                Sql.instant(row, "checked_at"),
                Sql.instant(row, "next_check_at"),
                finding,
                verified || finding == null ? null : finding.advice(),
                List.of((String[]) row.getArray("seen").getArray()),
                row.getBoolean("auto_provisioning"));
        return new Claim(row.getObject("organization_id", UUID.class), domain, row.getInt("checks"));
    }
}
