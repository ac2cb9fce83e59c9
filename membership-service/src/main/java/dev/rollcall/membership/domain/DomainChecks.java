package dev.rollcall.membership.domain;

import dev.rollcall.contract.event.EventData.Actor;
import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.membership.admin.Facts;
import dev.rollcall.membership.domain.Domain.Finding;
import dev.rollcall.membership.domain.DomainTable.Claim;
import dev.rollcall.membership.organization.OrganizationAccess.Entry;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.sql.Transactions;
import dev.rollcall.membership.stream.Moments;
import dev.rollcall.membership.stream.Streams;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/** Looks for the proofs of claims in DNS: when an owner asks, and by itself (R-DOM-1). No transaction is open while DNS is asked. */
@ApplicationScoped
class DomainChecks {
    private static final Logger LOG = Logger.getLogger(DomainChecks.class);
    private static final String BY_DNS = "DNS";
    private static final Actor OURSELVES = new Actor(Actor.Type.SYSTEM, "membership-service", null);

    /** Together, so that name servers which never answer delay nobody else's claims. */
    private static final int SWEEP_MAX = 50;

    /** Nobody else takes up what we have; after our crash somebody does. */
    private static final Duration LEASE = Duration.ofMinutes(1);

    /** In any order but by time, and past rows that another replica is just taking. */
    private static final String TAKE_DUE = """
            update domain d set next_check_at = ? from (
                select organization_id, name from domain where next_check_at <= ? order by next_check_at limit ?
                   for update skip locked) due
             where d.organization_id = due.organization_id and d.name = due.name
            returning d.organization_id, d.name, d.txt_value""";

    private final Transactions transactions;
    private final Streams streams;
    private final Moments moments;
    private final TxtRecords records;

    DomainChecks(Transactions transactions, Streams streams, Moments moments, TxtRecords records) {
        this.transactions = transactions;
        this.streams = streams;
        this.moments = moments;
        this.records = records;
    }

    private record Due(UUID organizationId, String name, String txtValue) {}

    /**
     * At once, for an owner, also when the time for it is over.
     *
     * @throws Refused DOMAIN_UNKNOWN; RATE_LIMITED
     */
    Domain check(Entry entry, String name) {
        UUID organizationId = entry.organizationId();
        Domain domain = transactions.read(
                connection -> DomainTable.find(connection, organizationId, name).orElseThrow(DomainTable::unknown));
        if (domain.status() == Domain.Status.VERIFIED) {
            return domain; // the record may be gone by now (R-DOM-2)
        }
        TxtAnswer answer = records.askFor(organizationId, name);
        return settle(
                        new Due(organizationId, name, domain.txtValue()),
                        answer,
                        entry.caller().actor(),
                        false)
                .orElseThrow(DomainTable::unknown);
    }

    /** Takes up what is due. @return how many claims were looked at */
    int sweep() {
        Instant now = moments.now();
        List<Due> due = transactions.write(connection -> Sql.on(connection, TAKE_DUE, now.plus(LEASE), now, SWEEP_MAX)
                .list(row -> new Due(
                        row.getObject("organization_id", UUID.class),
                        row.getString("name"),
                        row.getString("txt_value"))));
        if (!due.isEmpty()) {
            try (ExecutorService together = Executors.newVirtualThreadPerTaskExecutor()) {
                due.forEach(claim -> together.execute(() -> look(claim)));
            }
        }
        return due.size();
    }

    private void look(Due due) {
        try {
            settle(due, records.ask(due.name()), OURSELVES, true);
        } catch (RuntimeException e) {
            LOG.warnf(e, "What DNS says about %s could not be stored; it is asked again", due.name());
        }
    }

    /**
     * Empty when the claim has gone meanwhile, or begun anew with another value.
     *
     * @param ofItself not asked for: whoever asks at once does not put off when it is asked next
     */
    private Optional<Domain> settle(Due due, TxtAnswer answer, Actor actor, boolean ofItself) {
        return transactions.write(connection -> {
            Optional<Claim> found = DomainTable.findLocked(connection, due.organizationId(), due.name())
                    .filter(claim -> claim.domain().txtValue().equals(due.txtValue()));
            if (found.isPresent() && !found.get().verified()) {
                settle(connection, found.get(), answer, actor, ofItself);
            }
            return found.isEmpty() ? Optional.empty() : DomainTable.find(connection, due.organizationId(), due.name());
        });
    }

    private void settle(Connection connection, Claim claim, TxtAnswer answer, Actor actor, boolean ofItself)
            throws SQLException {
        Instant now = moments.now();
        Domain domain = claim.domain();
        boolean elsewhere =
                DomainTable.holder(connection, claim.organizationId(), domain.name()) != DomainRules.Holder.NOBODY;
        Finding finding = DomainRules.judge(answer, domain.txtValue(), elsewhere);
        Instant planned =
                ofItself ? DomainRules.nextCheck(domain.createdAt(), claim.looks() + 1, now) : domain.nextCheckAt();
        Instant next = finding == Finding.TAKEN ? null : planned;
        DomainTable.note(connection, claim, finding, DomainRules.seen(answer), next, now, ofItself);
        if (finding == Finding.PROVED) {
            DomainTable.verify(connection, claim.organizationId(), domain.name(), BY_DNS, now);
            streams.append(
                    connection,
                    List.of(Facts.of(
                            EventType.DOMAIN_VERIFIED,
                            claim.organizationId(),
                            "domain/" + domain.name(),
                            now,
                            actor,
                            Map.of("name", domain.name(), "verifiedBy", BY_DNS))));
        }
    }
}
