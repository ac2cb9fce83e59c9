package dev.rollcall.membership.company;

import dev.rollcall.contract.event.EventData.Change;
import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.kit.Caller;
import dev.rollcall.membership.admin.Facts;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.sql.Transactions;
import dev.rollcall.membership.stream.Moments;
import dev.rollcall.membership.stream.Streams;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who owns a company, and with it each of its organizations (R-SSO-18). Told in the log of every organization. */
@ApplicationScoped
class CompanyOwners {
    static final int OWNERS_MAX = 10; // R-SSO-18

    private static final String LIST = """
            select a.id, a.user_name, a.email, c.added_at from company_owner c join account a on a.id = c.account_id
             where c.company_id = ? order by c.added_at, a.id""";

    private final Transactions transactions;
    private final Streams streams;
    private final Moments moments;

    CompanyOwners(Transactions transactions, Streams streams, Moments moments) {
        this.transactions = transactions;
        this.streams = streams;
        this.moments = moments;
    }

    List<CompanyOwner> list(UUID company) {
        return transactions.read(connection -> list(connection, company));
    }

    /**
     * Once more changes nothing.
     *
     * @throws Refused COMPANY_UNKNOWN, ACCOUNT_UNKNOWN, or TOO_MANY
     */
    CompanyOwner add(UUID company, String email, Caller caller) {
        return transactions.write(connection -> {
            lock(connection, company);
            Instant now = moments.now();
            UUID account = Sql.on(
                            connection, "select id from account where email_key = ?", email.toLowerCase(Locale.ROOT))
                    .first(row -> row.getObject(1, UUID.class))
                    .orElseThrow(() -> Refusal.ACCOUNT_UNKNOWN.because("email: nobody here has this address."));
            List<CompanyOwner> before = list(connection, company);
            boolean there = before.stream().anyMatch(owner -> owner.account().equals(account));
            if (!there) {
                if (before.size() >= OWNERS_MAX) {
                    throw Refusal.TOO_MANY.because("A company has at most " + OWNERS_MAX + " owners.");
                }
                Sql.on(
                                connection,
                                "insert into company_owner (company_id, account_id, added_by, added_at) values (?, ?, ?, ?)",
                                company,
                                account,
                                caller.accountId(),
                                now)
                        .update();
                tell(connection, company, caller, now, null, account);
            }
            return list(connection, company).stream()
                    .filter(owner -> owner.account().equals(account))
                    .findFirst()
                    .orElseThrow();
        });
    }

    /** @throws Refused ACCOUNT_UNKNOWN when that is no owner of it */
    void remove(UUID company, UUID account, Caller caller) {
        transactions.write(connection -> {
            lock(connection, company);
            int removed = Sql.on(
                            connection,
                            "delete from company_owner where company_id = ? and account_id = ?",
                            company,
                            account)
                    .update();
            if (removed == 0) {
                throw Refusal.ACCOUNT_UNKNOWN.because("That account owns nothing of this company.");
            }
            tell(connection, company, caller, moments.now(), account, null);
            return removed;
        });
    }

    /** Two who add the tenth and the eleventh wait for each other. */
    private static void lock(Connection connection, UUID company) throws SQLException {
        boolean known = Sql.on(connection, "select id from company where id = ? for update", company)
                .first(row -> true)
                .orElse(false);
        if (!known) {
            throw Refusal.COMPANY_UNKNOWN.because("There is no such company.");
        }
    }

    private void tell(
            Connection connection,
            UUID company,
            Caller caller,
            Instant now,
            @Nullable UUID before,
            @Nullable UUID after)
            throws SQLException {
        List<Change> changes = List.of(new Change("companyOwner", null, before, after));
        streams.append(
                connection,
                Sql.on(connection, "select id from organization where company_id = ? order by id", company)
                        .list(row -> row.getObject(1, UUID.class))
                        .stream()
                        .map(organization -> Facts.changed(
                                EventType.ORG_SETTINGS_UPDATED,
                                organization,
                                "organization/" + organization,
                                now,
                                caller.actor(),
                                changes))
                        .toList());
    }

    private static List<CompanyOwner> list(Connection connection, UUID company) throws SQLException {
        return Sql.on(connection, LIST, company)
                .list(row -> new CompanyOwner(
                        row.getObject("id", UUID.class),
                        row.getString("user_name"),
                        row.getString("email"),
                        Sql.requireInstant(row, "added_at")));
    }
}
