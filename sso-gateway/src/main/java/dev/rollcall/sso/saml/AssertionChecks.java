package dev.rollcall.sso.saml;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Whether a verified assertion is about us, now: SAML core §2.5 and profiles §4.1.4.3. */
record AssertionChecks(SamlConnection connection, Instant now) {
    /** Core §2.5.1: an assertion with a condition that is not understood must not be used. */
    private static final Set<String> CONDITIONS = Set.of("AudienceRestriction", "OneTimeUse", "ProxyRestriction");

    void requireIssuer(Element owner) throws SamlRefused {
        Element issuer = Markup.required(owner, SamlNames.ASSERTION, "Issuer");
        requireIssuer(Markup.text(issuer));
    }

    /** Profiles §4.1.4.2: a Response may leave it out when it is not signed. */
    void requireIssuerIfAny(Element response) throws SamlRefused {
        Element issuer = Markup.optional(response, SamlNames.ASSERTION, "Issuer");
        if (issuer != null) {
            requireIssuer(Markup.text(issuer));
        }
    }

    private void requireIssuer(String issuer) throws SamlRefused {
        if (!issuer.equals(connection.idpEntityId())) {
            throw new SamlRefused(SamlRefusal.ISSUER_MISMATCH, connection.idpEntityId(), issuer);
        }
    }

    /** @return until when the conditions hold, null when they say nothing about it */
    @Nullable
    Instant requireConditions(Element assertion) throws SamlRefused {
        Element conditions = Markup.optional(assertion, SamlNames.ASSERTION, "Conditions");
        if (conditions == null) {
            throw new SamlRefused(SamlRefusal.AUDIENCE_MISSING, connection.entityId(), null);
        }
        requireBegun(Markup.time(conditions, "NotBefore"));
        Instant end = Markup.time(conditions, "NotOnOrAfter");
        requireNotOver(end);
        for (Element condition : Markup.children(conditions)) {
            if (!SamlNames.ASSERTION.equals(condition.getNamespaceURI())
                    || !CONDITIONS.contains(condition.getLocalName())) {
                throw new SamlRefused(SamlRefusal.SCHEMA, "a condition we know", condition.getNodeName());
            }
        }
        requireAudience(conditions);
        return end;
    }

    /** Core §2.5.1.4: each restriction must name us; within one, any of its audiences may. */
    private void requireAudience(Element conditions) throws SamlRefused {
        List<Element> restrictions = Markup.children(conditions, SamlNames.ASSERTION, "AudienceRestriction");
        if (restrictions.isEmpty()) {
            throw new SamlRefused(SamlRefusal.AUDIENCE_MISSING, connection.entityId(), null);
        }
        for (Element restriction : restrictions) {
            List<String> audiences = new ArrayList<>();
            for (Element audience : Markup.children(restriction, SamlNames.ASSERTION, "Audience")) {
                audiences.add(Markup.text(audience));
            }
            if (!audiences.contains(connection.entityId())) {
                throw new SamlRefused(
                        SamlRefusal.AUDIENCE_MISMATCH, connection.entityId(), String.join(", ", audiences));
            }
        }
    }

    /** Our clock is moved, never the message's times: those may be so far out that adding to them overflows. */
    void requireNotOver(@Nullable Instant end) throws SamlRefused {
        if (end != null && !now.minus(connection.clockSkew()).isBefore(end)) {
            throw new SamlRefused(SamlRefusal.EXPIRED, "used before " + end, "it is " + now);
        }
    }

    void requireBegun(@Nullable Instant begin) throws SamlRefused {
        if (begin != null && now.plus(connection.clockSkew()).isBefore(begin)) {
            throw new SamlRefused(SamlRefusal.NOT_YET_VALID, "used from " + begin, "it is " + now);
        }
    }
}
