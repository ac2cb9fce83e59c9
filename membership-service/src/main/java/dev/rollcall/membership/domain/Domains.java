package dev.rollcall.membership.domain;

import dev.rollcall.contract.event.EventType;
import dev.rollcall.membership.admin.Facts;
import dev.rollcall.membership.admin.Slice;
import dev.rollcall.membership.domain.DomainRules.Claimed;
import dev.rollcall.membership.organization.OrganizationAccess.Entry;
import dev.rollcall.membership.sql.Transactions;
import dev.rollcall.membership.stream.Moments;
import dev.rollcall.membership.stream.Streams;
import dev.rollcall.outbox.OutboxEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Claims domains for organizations. */
@ApplicationScoped
class Domains {
    private final Transactions transactions;
    private final Streams streams;
    private final Moments moments;

    Domains(Transactions transactions, Streams streams, Moments moments) {
        this.transactions = transactions;
        this.streams = streams;
        this.moments = moments;
    }

    /** What became of a claim; {@code created} false when the organization had the domain before. */
    record Claim(Domain domain, boolean created) {}

    Claim claim(Entry entry, NewDomain wanted) {
        return transactions.write(connection -> {
            Instant now = moments.now();
            Optional<DomainRow> known = DomainRow.findLocked(wanted.name());
            Optional<Claimed> claimed =
                    known.map(row -> new Claimed(row.organizationId, row.verifiedAt != null, row.createdAt));
            DomainRow row = known.orElseGet(DomainRow::new);
            List<EventType> facts = new ArrayList<>();
            switch (DomainRules.claim(claimed, entry.organizationId(), wanted.byOperator(), now)) {
                case DomainRules.Decision.Claim claim -> {
                    claim(row, wanted.name(), entry.organizationId(), now);
                    facts.add(EventType.DOMAIN_ADDED);
                    if (claim.verified()) {
                        verify(row, now, facts);
                    }
                }
                case DomainRules.Decision.Verify verify -> verify(row, now, facts);
                case DomainRules.Decision.Keep keep -> {}
            }
            row.persistAndFlush();
            streams.append(connection, events(facts, row, entry, now));
            return new Claim(row.shown(), facts.contains(EventType.DOMAIN_ADDED));
        });
    }

    @Transactional
    DomainList list(UUID organizationId, Slice slice) {
        List<Domain> rows = DomainRow.list(organizationId, slice.afterOr(""), slice.offset(), slice.limit()).stream()
                .map(DomainRow::shown)
                .toList();
        return new DomainList(slice.cut(rows), slice.next(rows, Domain::name));
    }

    private void claim(DomainRow row, String name, UUID organizationId, Instant now) {
        row.name = name;
        row.organizationId = organizationId;
        row.txtValue = "rollcall-verification=" + moments.newId();
        row.createdAt = now;
    }

    private static void verify(DomainRow row, Instant now, List<EventType> facts) {
        row.verifiedAt = now;
        row.verifiedBy = "OPERATOR";
        facts.add(EventType.DOMAIN_VERIFIED);
    }

    private static List<OutboxEvent> events(List<EventType> facts, DomainRow row, Entry entry, Instant now) {
        return facts.stream()
                .map(type -> Facts.of(
                        type,
                        entry.organizationId(),
                        "domain/" + row.name,
                        now,
                        entry.caller().actor(),
                        type == EventType.DOMAIN_VERIFIED
                                ? Map.of("name", row.name, "verifiedBy", "OPERATOR")
                                : Map.of("name", row.name)))
                .toList();
    }
}
