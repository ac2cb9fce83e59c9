package dev.rollcall.membership.domain;

import dev.rollcall.membership.sql.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Domain names as other packages meet them. */
public final class DomainNames {
    public static final int LENGTH_MAX = DomainRules.NAME_MAX;

    /** Domains serve all organizations of the company that one of them belongs to (R-DOM-3, R-SSO-18). */
    private static final String VERIFIED = """
            select d.name from domain d
             where d.name = any(?) and d.verified_at is not null
               and (d.organization_id = any(?) or exists (
                   select 1 from organization h join organization o on o.company_id = h.company_id
                    where h.id = d.organization_id and o.id = any(?)))
               for share of d""";

    private DomainNames() {}

    /** Each in the form that {@link Domain#name()} has, once; what is no domain name stays as it is and will match none. */
    public static List<String> canonical(List<String> names) {
        return names.stream().map(DomainNames::canonical).distinct().toList();
    }

    /** The first of these that is not a verified domain of one of the organizations, or of a company of theirs. */
    public static Optional<String> firstUnverified(
            java.sql.Connection connection, List<String> names, List<UUID> organizationIds) throws SQLException {
        UUID[] organizations = organizationIds.toArray(UUID[]::new);
        List<String> verified = Sql.on(connection, VERIFIED, names.toArray(String[]::new), organizations, organizations)
                .list(row -> row.getString("name"));
        return names.stream().filter(name -> !verified.contains(name)).findFirst();
    }

    /** Whether one of these is a verified domain, whosever it is. */
    public static boolean anyVerified(java.sql.Connection connection, List<String> names) throws SQLException {
        return Sql.on(
                        connection,
                        "select 1 from domain where name = any(?) and verified_at is not null limit 1",
                        (Object) names.toArray(String[]::new))
                .first(row -> true)
                .orElse(false);
    }

    private static String canonical(String name) {
        String canonical = DomainRules.canonical(name);
        return canonical.isEmpty() ? name : canonical;
    }
}
