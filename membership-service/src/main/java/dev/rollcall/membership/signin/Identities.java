package dev.rollcall.membership.signin;

import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.membership.admin.Facts;
import dev.rollcall.membership.admin.Ids;
import dev.rollcall.membership.connection.ConnectionAccess.Entry;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.sql.Transactions;
import dev.rollcall.membership.stream.Moments;
import dev.rollcall.membership.stream.Streams;
import dev.rollcall.outbox.OutboxEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Forgets who an account is to an identity provider. */
@ApplicationScoped
class Identities {
    private final Transactions transactions;
    private final Streams streams;
    private final Moments moments;

    Identities(Transactions transactions, Streams streams, Moments moments) {
        this.transactions = transactions;
        this.streams = streams;
        this.moments = moments;
    }

    /** @throws Refused ACCOUNT_UNKNOWN when the connection knows no identity of such an account */
    void forget(Entry entry, String account) {
        UUID accountId = Ids.parse(account).orElseThrow(Identities::unknown);
        transactions.write(connection -> {
            Instant now = moments.now();
            int forgotten = Sql.on(
                            connection,
                            "delete from sign_in_identity where account_id = ? and connection_id = ?",
                            accountId,
                            entry.connectionId())
                    .update();
            if (forgotten == 0) {
                throw unknown();
            }
            streams.append(connection, told(entry, accountId, now));
            return forgotten;
        });
    }

    private static List<OutboxEvent> told(Entry entry, UUID accountId, Instant now) {
        return entry.organizations().stream()
                .sorted()
                .map(organization -> Facts.ofConnection(
                        EventType.SIGN_IN_IDENTITY_FORGOTTEN,
                        organization,
                        entry.connectionId(),
                        now,
                        entry.caller().actor(),
                        null,
                        Map.of("accountId", accountId)))
                .toList();
    }

    private static Refused unknown() {
        return Refusal.ACCOUNT_UNKNOWN.because("The connection knows no identity of such an account.");
    }
}
