package dev.rollcall.membership.domain;

import dev.rollcall.membership.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Who relies on a domain (R-DOM-4). On one that is not verified, nobody does.
 *
 * @param connections how many use it
 * @param connectionNames names of the first of these, at most {@link #NAMES_MAX}
 * @param members of the organization, whose address is of the domain
 */
record Reliance(long connections, List<String> connectionNames, long members) {
    private static final int NAMES_MAX = 20; // a sentence names no more
    private static final Duration LONGEST = Duration.ofSeconds(20); // an organization of millions, asked for rarely

    private static final Reliance NONE = new Reliance(0, List.of(), 0);

    private static final String CONNECTIONS = "select count(*) from connection_domain cd where cd.domain = ?";

    private static final String NAMES = """
            select c.name from connection_domain cd join connection c on c.id = cd.connection_id
             where cd.domain = ? order by c.name limit ?""";

    static final String MEMBERS = """
            select count(*) from member m join account a on a.id = m.account_id
             where m.organization_id = ? and split_part(a.email_key, '@', -1) = ?""";

    static Reliance on(Connection connection, UUID organizationId, Domain domain) throws SQLException {
        if (domain.status() != Domain.Status.VERIFIED) {
            return NONE;
        }
        Sql members = Sql.on(connection, MEMBERS, organizationId, domain.name())
                .within(LONGEST)
                .plannedAnew();
        return new Reliance(0, List.of(), number(members)).now(connection, domain.name());
    }

    /** The same with the connections of this moment: quick enough to be asked under a lock, as counting members is not. */
    Reliance now(Connection connection, String name) throws SQLException {
        long uses = number(Sql.on(connection, CONNECTIONS, name));
        List<String> names = Sql.on(connection, NAMES, name, NAMES_MAX).list(row -> row.getString("name"));
        return new Reliance(uses, names, members);
    }

    private static long number(Sql statement) throws SQLException {
        return statement.first(row -> row.getLong(1)).orElse(0L);
    }
}
