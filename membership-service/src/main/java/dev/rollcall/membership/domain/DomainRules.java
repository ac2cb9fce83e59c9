package dev.rollcall.membership.domain;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.membership.admin.Fields;
import java.net.IDN;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** Who may claim which domain: R-DOM-1, R-DOM-3, R-DOM-7. */
final class DomainRules {
    static final int NAME_MAX = 253; // RFC 1035 §2.3.4, in text form

    /** R-DOM-1's time for the proof; a claim that was never proved must not keep the rightful owner out for longer. */
    static final Duration PROOF_TIME = Duration.ofHours(72);

    private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern NAME = Pattern.compile("(?:" + LABEL + "\\.)+(?!\\d+$)" + LABEL);

    private DomainRules() {}

    /** A domain that somebody has claimed already. */
    record Claimed(UUID organizationId, boolean verified, Instant at) {}

    /** What a claim comes to. */
    sealed interface Decision {
        /** Nobody's so far, or given up: now this organization's. */
        record Claim(boolean verified) implements Decision {}

        /** This organization's already; now proved as well. */
        record Verify() implements Decision {}

        /** This organization's already, and nothing to add. */
        record Keep() implements Decision {}
    }

    static Decision claim(Optional<Claimed> existing, UUID organizationId, boolean byOperator, Instant now) {
        if (existing.isEmpty() || lapsed(existing.get(), organizationId, now)) {
            return new Decision.Claim(byOperator);
        }
        if (!existing.get().organizationId().equals(organizationId)) {
            throw Refusal.DOMAIN_TAKEN.because("name: another organization has claimed this domain.");
        }
        return byOperator && !existing.get().verified() ? new Decision.Verify() : new Decision.Keep();
    }

    private static boolean lapsed(Claimed existing, UUID organizationId, Instant now) {
        return !existing.verified()
                && !existing.organizationId().equals(organizationId)
                && !now.isBefore(existing.at().plus(PROOF_TIME));
    }

    /** The name as DNS has it. Sub-domains are domains of their own (R-DOM-3). */
    static String requireName(String wanted, Set<String> publicMailDomains) {
        String name;
        try {
            name = IDN.toASCII(wanted, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            name = "";
        }
        if (name.length() > NAME_MAX || !NAME.matcher(name).matches()) {
            throw Fields.refused("name", "must be a domain name like example.com");
        }
        if (publicMailDomains.contains(name)) {
            throw Fields.refused("name", "anybody can have an address at " + name + ", so nobody can claim it");
        }
        return name;
    }
}
