package dev.rollcall.membership.domain;

import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.membership.admin.Facts;
import dev.rollcall.membership.organization.OrganizationAccess.Entry;
import dev.rollcall.membership.sql.Transactions;
import dev.rollcall.membership.stream.Moments;
import dev.rollcall.membership.stream.Streams;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives a domain up, with its verification and auto-provisioning (R-DOM-4). Adding it again begins with another value (R-DOM-2). */
@ApplicationScoped
class DomainDeletions {
    private final Transactions transactions;
    private final Streams streams;
    private final Moments moments;

    DomainDeletions(Transactions transactions, Streams streams, Moments moments) {
        this.transactions = transactions;
        this.streams = streams;
        this.moments = moments;
    }

    /**
     * Nothing else is deleted with it: each connection that uses the domain has to let go of it first, one by one (R-SSO-11).
     *
     * @param confirmation the domain's name once more, typed by whoever wants it gone; null when the numbers are only asked for
     * @return who relied on it
     * @throws Refused DOMAIN_IN_USE while a connection uses it; CONFIRMATION_MISSING with the numbers
     */
    Reliance delete(Entry entry, String name, @Nullable String confirmation) {
        // Before the lock: members of a large organization are not counted while others wait.
        Reliance counted = transactions.read(connection -> Reliance.on(
                connection,
                entry.organizationId(),
                DomainTable.find(connection, entry.organizationId(), name).orElseThrow(DomainTable::unknown)));
        return transactions.write(connection -> {
            Instant now = moments.now();
            Domain domain = DomainTable.requireLocked(connection, entry.organizationId(), name)
                    .domain();
            Reliance reliance = domain.status() == Domain.Status.VERIFIED ? counted.now(connection, name) : counted;
            if (reliance.connections() > 0) {
                throw Refusal.DOMAIN_IN_USE.because(reliance.connections() + " connection(s) use this domain ("
                        + String.join(", ", reliance.connectionNames()) + "), and " + reliance.members()
                        + " member(s) have an address of it. Take it off each connection first.");
            }
            if (!name.equals(confirmation)) {
                throw Refusal.CONFIRMATION_MISSING.because("Deleting '" + name + "' cannot be undone: it drops its"
                        + " verification and auto-provisioning. " + reliance.members()
                        + " member(s) have an address of it. Repeat with ?confirm=" + name + ".");
            }
            DomainTable.delete(connection, entry.organizationId(), name);
            streams.append(
                    connection,
                    List.of(Facts.of(
                            EventType.DOMAIN_REMOVED,
                            entry.organizationId(),
                            "domain/" + name,
                            now,
                            entry.caller().actor(),
                            Map.of("name", name, "members", reliance.members()))));
            return reliance;
        });
    }
}
