package dev.rollcall.membership.domain;

import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.sql.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Accounts with an address of one of an organization's verified domains that are no members of it (R-DOM-6). */
@ApplicationScoped
class UncapturedAccounts {
    /** Rows of one answer: what is streamed at once elsewhere, too; {@code next} goes on. */
    static final int PAGE_MAX = 10_000;

    private static final UUID BEGINNING = new UUID(0, 0);
    private static final Duration LONGEST = Duration.ofSeconds(20); // a domain of millions; owners ask for it rarely

    static final String PAGE = """
            select a.id, a.full_name, a.user_name, a.email from account a
             where a.id > ? and split_part(a.email_key, '@', -1) in (
                       select name from domain where organization_id = ? and verified_at is not null)
               and not exists (select 1 from member m where m.organization_id = ? and m.account_id = a.id)
             order by a.id limit ?""";

    private final Transactions transactions;

    UncapturedAccounts(Transactions transactions) {
        this.transactions = transactions;
    }

    record Uncaptured(UUID accountId, @Nullable String fullName, String userName, String email) {}

    /** @param next the last account of this page; null when there is nobody else */
    record Page(List<Uncaptured> accounts, @Nullable UUID next) {}

    Page list(UUID organizationId, @Nullable UUID after) {
        List<Uncaptured> found = transactions.read(connection -> Sql.on(
                        connection,
                        PAGE,
                        after == null ? BEGINNING : after,
                        organizationId,
                        organizationId,
                        PAGE_MAX + 1)
                .within(LONGEST)
                .plannedAnew()
                .list(UncapturedAccounts::uncaptured));
        if (found.size() <= PAGE_MAX) {
            return new Page(found, null);
        }
        List<Uncaptured> page = List.copyOf(found.subList(0, PAGE_MAX));
        return new Page(page, page.getLast().accountId());
    }

    private static Uncaptured uncaptured(ResultSet row) throws SQLException {
        return new Uncaptured(
                row.getObject("id", UUID.class),
                row.getString("full_name"),
                row.getString("user_name"),
                row.getString("email"));
    }
}
