package dev.rollcall.membership.domain;

import dev.rollcall.membership.sql.Sql;
import java.net.IDN;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Domain names as other packages meet them. */
public final class DomainNames {
    public static final int LENGTH_MAX = DomainRules.NAME_MAX;

    private DomainNames() {}

    /** Each in the form that {@link Domain#name()} has, once; what is no domain name stays as it is and will match none. */
    public static List<String> canonical(List<String> names) {
        return names.stream().map(DomainNames::canonical).distinct().toList();
    }

    /** The first of these that is not a verified domain of one of the organizations. */
    public static Optional<String> firstUnverified(
            java.sql.Connection connection, List<String> names, List<UUID> organizationIds) throws SQLException {
        List<String> verified = Sql.on(
                        connection, """
                        select name from domain
                        where name = any(?) and organization_id = any(?) and verified_at is not null for share
                        """, names.toArray(String[]::new), organizationIds.toArray(UUID[]::new))
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
        try {
            return IDN.toASCII(name, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return name;
        }
    }
}
