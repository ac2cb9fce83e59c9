package dev.rollcall.membership.connection;

import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.membership.admin.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The two switches of a connection and what they may be turned to: R-TOK-1, R-TOK-2, R-SDIS-2, R-SDIS-3, C-14. */
final class ConnectionRules {
    /** R-TOK-2: SCIM starts off, JIT starts on. */
    static final Switches FIRST = new Switches(false, true);

    private ConnectionRules() {}

    record Switches(boolean scim, boolean jit) {}

    /** A connection needs a name and a verified domain from the start (R-SSO-1); whether they are verified, the database knows. */
    static void requireComplete(ConnectionChange wanted) {
        if (wanted.name() == null) {
            throw Fields.refused("name", "is required");
        }
        if (wanted.domains() == null) {
            throw Fields.refused("domains", "is required: a connection needs at least one verified domain");
        }
        requireDomain(wanted.domains());
    }

    /** R-NOT-2: an identity provider that takes out more than a fifth within an hour is probably wrong. */
    static final short DEPROVISIONING_PERCENT = 20;

    /** R-ROLE-3. */
    static final String DEFAULT_ROLE = "member";

    private static final Set<String> DEFAULT_ROLES = Set.of(DEFAULT_ROLE, "editor");

    /** The role in lower case; {@code owner} is refused, which would make owners of everybody that the IdP ever sends. */
    static String requireDefaultRole(String wanted) {
        String role = wanted.toLowerCase(Locale.ROOT);
        if (!DEFAULT_ROLES.contains(role)) {
            throw Fields.refused(
                    "defaultRole",
                    "must be 'member' or 'editor'; owners are made one by one, with dockerRole or by hand");
        }
        return role;
    }

    static void requireDomain(List<String> domains) {
        if (domains.isEmpty()) {
            throw Fields.refused("domains", "must name at least one verified domain");
        }
    }

    /** Where the switches stand then; null leaves one alone. JIT goes off only while SCIM is on, or in so many words. */
    static Switches flip(Switches now, @Nullable Boolean scim, @Nullable Boolean jit, boolean override) {
        Switches then = new Switches(scim == null ? now.scim() : scim, jit == null ? now.jit() : jit);
        boolean jitGoesOff = now.jit() && !then.jit();
        if (jitGoesOff && !then.scim() && !override) {
            throw Fields.refused(
                    "jitEnabled",
                    "with SCIM off, nobody new could join any more; switch SCIM on first, or repeat with \"override\": true");
        }
        return then;
    }

    /** R-JIT-2, R-JIT-3: only with the connection's name typed, by somebody who has read what it means. */
    static void requireConfirmed(String name, @Nullable String confirm, Optional<JitForecast> forecast) {
        if (!name.equals(confirm)) {
            throw Refusal.CONFIRMATION_MISSING.because(
                    forecast.map(JitForecast::warning).orElse("") + " Repeat with \"confirm\": \"" + name + "\".");
        }
    }

    /** R-TOK-1: why SCIM cannot be switched on; empty when it can. That sign-in is enforced is not asked for. */
    static Optional<String> scimLocked(boolean anyDomainVerified) {
        return anyDomainVerified
                ? Optional.empty()
                : Optional.of("The connection has no verified domain: verify one and add it to the connection first.");
    }

    static List<EventType> facts(Switches before, Switches after) {
        List<EventType> facts = new ArrayList<>();
        if (before.scim() != after.scim()) {
            facts.add(after.scim() ? EventType.SCIM_ENABLED : EventType.SCIM_DISABLED);
        }
        if (before.jit() != after.jit()) {
            facts.add(after.jit() ? EventType.JIT_ENABLED : EventType.JIT_DISABLED);
        }
        return facts;
    }

    /** @param enforcedUntested by an owner's word alone */
    static List<String> warnings(Switches now, boolean enforcedUntested) {
        List<String> warnings = new ArrayList<>();
        if (!now.scim() && !now.jit()) {
            warnings.add("SCIM and JIT are both off: nobody new can join except by invitation. Switch JIT on.");
        }
        if (enforcedUntested) {
            warnings.add(
                    "Sign-in over this connection is enforced, and no test sign-in has come through: if it does not"
                            + " work, nobody on its domains gets in. Do a test sign-in.");
        }
        return warnings;
    }
}
