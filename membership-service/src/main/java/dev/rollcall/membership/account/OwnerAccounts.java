package dev.rollcall.membership.account;

import dev.rollcall.contract.account.AccountsApi.OwnerAccount;
import dev.rollcall.contract.event.EventData;
import dev.rollcall.contract.event.EventData.Actor;
import dev.rollcall.contract.event.EventData.Pii;
import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.event.StreamKey;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.kit.Trace;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.sql.Transactions;
import dev.rollcall.membership.stream.Moments;
import dev.rollcall.membership.stream.Streams;
import dev.rollcall.outbox.OutboxEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The break-glass owner's account, made at the first question. */
@ApplicationScoped
class OwnerAccounts {
    private static final int NAME_ATTEMPTS_MAX = 50; // more namesakes than any installation has owners
    private static final Actor ACTOR = new Actor(Actor.Type.SYSTEM, "sso-gateway", null);

    private final Transactions transactions;
    private final Streams streams;
    private final Moments moments;

    OwnerAccounts(Transactions transactions, Streams streams, Moments moments) {
        this.transactions = transactions;
        this.streams = streams;
        this.moments = moments;
    }

    /** The same account for the same address in any letter case, however many ask at once. */
    OwnerAccount require(String email) {
        return transactions.write(connection -> {
            Optional<OwnerAccount> known = find(connection, email);
            return known.isPresent() ? known.get() : create(connection, email);
        });
    }

    private OwnerAccount create(Connection connection, String email) throws SQLException {
        for (int attempt = 1; attempt <= NAME_ATTEMPTS_MAX; attempt++) {
            OwnerAccount account = new OwnerAccount(moments.newId(), email, AccountRules.userName(email, attempt));
            Instant now = moments.now();
            if (insert(connection, account, now)) {
                streams.append(connection, List.of(created(account, now)));
                return account;
            }
            Optional<OwnerAccount> winner = find(connection, email);
            if (winner.isPresent()) {
                return winner.get();
            }
        }
        throw Refusal.USER_EXISTS.because("email: no free username could be made from this address.");
    }

    private static Optional<OwnerAccount> find(Connection connection, String email) throws SQLException {
        return Sql.on(connection, "select id, email, user_name from account where email_key = ?", key(email))
                .first(row -> new OwnerAccount(
                        row.getObject("id", java.util.UUID.class), row.getString("email"), row.getString("user_name")));
    }

    private static boolean insert(Connection connection, OwnerAccount account, Instant now) throws SQLException {
        return Sql.on(
                                connection,
                                """
                                insert into account (id, email, email_key, user_name, user_name_key, created_at, updated_at)
                                values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                                """,
                                account.accountId(),
                                account.email(),
                                key(account.email()),
                                account.userName(),
                                key(account.userName()),
                                now,
                                now)
                        .update()
                == 1;
    }

    private static OutboxEvent created(OwnerAccount account, Instant now) {
        Trace trace = Trace.current();
        EventData data = new EventData(
                null,
                ACTOR,
                null,
                null,
                trace.traceId(),
                null,
                null,
                null,
                Map.of("accountId", account.accountId(), "userName", account.userName(), "breakGlass", true),
                new Pii(account.email(), null, null, null));
        return new OutboxEvent(
                EventType.ACCOUNT_CREATED,
                StreamKey.account(account.accountId()),
                "account/" + account.accountId(),
                now,
                data,
                trace.traceparent(),
                trace.traceId());
    }

    private static String key(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
