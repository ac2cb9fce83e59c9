package dev.rollcall.membership.domain;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.membership.admin.Fields;
import dev.rollcall.membership.domain.Domain.Finding;
import dev.rollcall.membership.domain.Domain.Status;
import java.net.IDN;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who may claim which domain, and what proves it: R-DOM-1 to R-DOM-3, R-DOM-7. */
final class DomainRules {
    static final int NAME_MAX = 253; // RFC 1035 §2.3.4, in text form

    /** R-DOM-1: how long DNS is asked without anybody's asking for it. */
    static final Duration PROOF_TIME = Duration.ofHours(72);

    /** Most claims of an organization that are not proved: DNS is asked about each of them for three days. */
    static final int PENDING_MAX = 100;

    /** What is kept of an answer, for an owner to compare: a large company's domain has some thirty records. */
    static final int SEEN_MAX = 40;

    private static final int SEEN_LENGTH_MAX = 255; // one character-string (RFC 1035 §3.3); ours is shorter
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(15);
    private static final Duration PAUSE_MAX = Duration.ofHours(1); // seventy-odd looks in the three days
    private static final int DOUBLINGS_MAX = 8; // beyond the longest pause

    private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern NAME = Pattern.compile("(?:" + LABEL + "\\.)+(?!\\d+$)" + LABEL);

    private DomainRules() {}

    /** A domain that the organization has claimed already. */
    record Claimed(boolean verified, Instant at) {}

    /** Who has proved the domain, if not we. */
    enum Holder {
        NOBODY,
        /** An organization of the same company. */
        COMPANY,
        STRANGER
    }

    /** What a claim comes to. */
    sealed interface Decision {
        /** Not claimed by this organization so far, or never proved: from now on, with a value of its own. */
        record Claim(boolean verified) implements Decision {}

        /** This organization's already; now proved as well. */
        record Verify() implements Decision {}

        /** This organization's already, and nothing to add. */
        record Keep() implements Decision {}
    }

    /** A claim keeps no other organization out; a proof does (R-DOM-3). */
    static Decision claim(Optional<Claimed> own, Holder holder, boolean byOperator, Instant now) {
        switch (holder) {
            case STRANGER -> throw Refusal.DOMAIN_TAKEN.because("name: another organization has proved this domain.");
            case COMPANY ->
                throw Refusal.DOMAIN_TAKEN.because("name: another organization of your company has proved this domain;"
                        + " connections of all the company's organizations can use it as it is.");
            case NOBODY -> {}
        }
        if (own.isEmpty() || overdue(own.get(), now)) {
            return new Decision.Claim(byOperator);
        }
        return byOperator && !own.get().verified() ? new Decision.Verify() : new Decision.Keep();
    }

    private static boolean overdue(Claimed own, Instant now) {
        return !own.verified() && !now.isBefore(own.at().plus(PROOF_TIME));
    }

    static Status status(boolean verified, boolean failed) {
        if (verified) {
            return Status.VERIFIED;
        }
        return failed ? Status.FAILED : Status.PENDING;
    }

    /** What an answer of DNS says about a claim. */
    static Finding judge(TxtAnswer answer, String txtValue, boolean provedElsewhere) {
        return switch (answer) {
            case TxtAnswer.Texts texts
            when texts.values().stream().anyMatch(text -> says(text, txtValue)) ->
                provedElsewhere ? Finding.TAKEN : Finding.PROVED;
            case TxtAnswer.Texts texts -> texts.values().isEmpty() ? Finding.NO_RECORD : Finding.OTHER_VALUES;
            case TxtAnswer.NoDomain none -> Finding.NO_DOMAIN;
            case TxtAnswer.Silence none -> Finding.NO_ANSWER;
        };
    }

    /** Some name servers' forms keep the quotation marks that people paste. */
    private static boolean says(String text, String value) {
        String bare = text.strip();
        return bare.equals(value) || bare.equals('"' + value + '"');
    }

    /** What is kept of an answer; whoever controls the name server wrote it. */
    static List<String> seen(TxtAnswer answer) {
        return answer instanceof TxtAnswer.Texts texts
                ? texts.values().stream()
                        .limit(SEEN_MAX)
                        .map(DomainRules::shown)
                        .toList()
                : List.of();
    }

    private static String shown(String text) {
        String clean = text.replaceAll("[^\\x20-\\x7e]", "?");
        return clean.length() <= SEEN_LENGTH_MAX ? clean : clean.substring(0, SEEN_LENGTH_MAX);
    }

    /** When DNS is asked again after so many looks, with ever longer pauses, and for the last time at the end; null once that has come. */
    static @Nullable Instant nextCheck(Instant claimedAt, int looks, Instant now) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(looks, DOUBLINGS_MAX));
        Instant next = now.plus(pause.compareTo(PAUSE_MAX) < 0 ? pause : PAUSE_MAX);
        Instant end = claimedAt.plus(PROOF_TIME);
        if (!now.isBefore(end)) {
            return null;
        }
        return next.isBefore(end) ? next : end;
    }

    /** The name as DNS has it. Sub-domains are domains of their own (R-DOM-3). */
    static String requireName(String wanted, Set<String> publicMailDomains) {
        String name = canonical(wanted);
        if (name.length() > NAME_MAX || !NAME.matcher(name).matches()) {
            throw Fields.refused("name", "must be a domain name like example.com");
        }
        if (publicMailDomains.contains(name)) {
            throw Fields.refused("name", "anybody can have an address at " + name + ", so nobody can claim it");
        }
        return name;
    }

    /** The form that names are stored in; empty for what is no domain name. */
    static String canonical(String name) {
        try {
            return IDN.toASCII(name, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
