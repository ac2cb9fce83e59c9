package dev.rollcall.membership.domain;

import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.membership.admin.Facts;
import dev.rollcall.membership.admin.Slice;
import dev.rollcall.membership.domain.DomainRules.Claimed;
import dev.rollcall.membership.domain.DomainTable.Claim;
import dev.rollcall.membership.organization.OrganizationAccess.Entry;
import dev.rollcall.membership.sql.Transactions;
import dev.rollcall.membership.stream.Moments;
import dev.rollcall.membership.stream.Streams;
import dev.rollcall.outbox.OutboxEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Claims domains for organizations, shows them, and switches their auto-provisioning. */
@ApplicationScoped
class Domains {
    static final String BY_OPERATOR = "OPERATOR";

    private final Transactions transactions;
    private final Streams streams;
    private final Moments moments;

    Domains(Transactions transactions, Streams streams, Moments moments) {
        this.transactions = transactions;
        this.streams = streams;
        this.moments = moments;
    }

    /** What became of a claim; {@code created} false when the organization had the domain before. */
    record Made(Domain domain, boolean created) {}

    /** @throws Refused DOMAIN_TAKEN when another organization has proved it; TOO_MANY for one claim more than allowed */
    Made claim(Entry entry, NewDomain wanted) {
        UUID organizationId = entry.organizationId();
        return transactions.write(connection -> {
            Instant now = moments.now();
            String name = wanted.name();
            Optional<Claimed> own = DomainTable.findLocked(connection, organizationId, name)
                    .map(claim -> new Claimed(claim.verified(), claim.domain().createdAt()));
            var holder = DomainTable.holder(connection, organizationId, name);
            List<EventType> facts = new ArrayList<>();
            switch (DomainRules.claim(own, holder, wanted.byOperator(), now)) {
                case DomainRules.Decision.Claim claim -> {
                    DomainTable.delete(connection, organizationId, name);
                    requireRoom(connection, organizationId);
                    String value = "rollcall-verification=" + moments.newId();
                    DomainTable.claim(connection, organizationId, name, value, now);
                    facts.add(EventType.DOMAIN_ADDED);
                    if (claim.verified()) {
                        verify(connection, organizationId, name, now, facts);
                    }
                }
                case DomainRules.Decision.Verify verify -> verify(connection, organizationId, name, now, facts);
                case DomainRules.Decision.Keep keep -> {}
            }
            streams.append(connection, events(facts, entry, name, now));
            Domain shown = DomainTable.find(connection, organizationId, name).orElseThrow();
            return new Made(shown, facts.contains(EventType.DOMAIN_ADDED));
        });
    }

    DomainList list(UUID organizationId, Slice slice) {
        List<Domain> rows = transactions.read(connection ->
                DomainTable.list(connection, organizationId, slice.afterOr(""), slice.offset(), slice.limit()));
        return new DomainList(slice.cut(rows), slice.next(rows, Domain::name));
    }

    /** R-DOM-4: with what relies on it. */
    DomainDetails require(UUID organizationId, String name) {
        return transactions.read(connection -> {
            Domain domain = DomainTable.find(connection, organizationId, name).orElseThrow(DomainTable::unknown);
            return new DomainDetails(domain, Reliance.on(connection, organizationId, domain));
        });
    }

    /** R-DOM-5: the switch. Only a proved domain has it: an address proves nothing else. */
    Domain change(Entry entry, String name, DomainChange wanted) {
        return transactions.write(connection -> {
            Instant now = moments.now();
            Claim claim = DomainTable.requireLocked(connection, entry.organizationId(), name);
            boolean on = wanted.autoProvisioning();
            if (on && !claim.verified()) {
                throw Refusal.DOMAIN_UNVERIFIED.because("autoProvisioning: the domain is not verified yet.");
            }
            if (on != claim.domain().autoProvisioning()) {
                DomainTable.autoProvisioning(connection, entry.organizationId(), name, on);
                EventType fact =
                        on ? EventType.DOMAIN_AUTO_PROVISIONING_ENABLED : EventType.DOMAIN_AUTO_PROVISIONING_DISABLED;
                streams.append(connection, events(List.of(fact), entry, name, now));
            }
            return DomainTable.find(connection, entry.organizationId(), name).orElseThrow();
        });
    }

    private static void requireRoom(Connection connection, UUID organizationId) throws SQLException {
        int unproved = DomainTable.unproved(connection, organizationId, DomainRules.PENDING_MAX);
        if (unproved >= DomainRules.PENDING_MAX) {
            throw Refusal.TOO_MANY.because("The organization has " + unproved
                    + " domains that are not verified; verify or delete some first.");
        }
    }

    private static void verify(
            Connection connection, UUID organizationId, String name, Instant now, List<EventType> facts)
            throws SQLException {
        DomainTable.verify(connection, organizationId, name, BY_OPERATOR, now);
        facts.add(EventType.DOMAIN_VERIFIED);
    }

    private static List<OutboxEvent> events(List<EventType> facts, Entry entry, String name, Instant now) {
        return facts.stream()
                .map(type -> Facts.of(
                        type,
                        entry.organizationId(),
                        "domain/" + name,
                        now,
                        entry.caller().actor(),
                        type == EventType.DOMAIN_VERIFIED
                                ? Map.of("name", name, "verifiedBy", BY_OPERATOR)
                                : Map.of("name", name)))
                .toList();
    }
}
