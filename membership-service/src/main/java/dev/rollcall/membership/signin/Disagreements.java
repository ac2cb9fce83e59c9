package dev.rollcall.membership.signin;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.signin.SignInAnswer;
import dev.rollcall.membership.conflict.ConflictType;
import dev.rollcall.membership.conflict.Conflicts;
import dev.rollcall.membership.conflict.Sighting;
import dev.rollcall.membership.provenance.Provenance;
import dev.rollcall.membership.provenance.Writer;
import dev.rollcall.membership.signin.MismatchRules.Mismatch;
import dev.rollcall.membership.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where sign-in and SCIM, or sign-in and our settings, do not agree: made visible to owners, whatever was decided (R-ORG-8, R-ORG-9, R-ORG-12). */
@ApplicationScoped
class Disagreements {
    private static final String OFFERED = "update member m set provenance = " + Provenance.MERGED
            + " from (values (?::uuid, ?::text)) as n(id, written) where m.id = n.id";

    private final Conflicts conflicts;

    Disagreements(Conflicts conflicts) {
        this.conflicts = conflicts;
    }

    /** R-ORG-8: one conflict for each attribute of a member, with the value of both sources. */
    void flapping(
            Connection connection, Asked asked, UUID organizationId, UUID memberId, List<Provenance.Flapping> flaps)
            throws SQLException {
        for (Provenance.Flapping flap : flaps) {
            String name = flap.attribute();
            record(
                    connection,
                    asked,
                    ConflictType.FLAPPING,
                    organizationId,
                    memberId,
                    "member/" + memberId + "/" + name,
                    details(one(name, flap.jitValue()), "SCIM", one(name, flap.scimValue())));
        }
    }

    /** R-ORG-9: one conflict for each attribute; what is not taken over is noted as JIT's last value (R-ORG-7). */
    void mismatches(Connection connection, Asked asked, Known known, Plan plan, List<Mismatch> mismatches)
            throws SQLException {
        if (mismatches.isEmpty() || known.memberships().isEmpty()) {
            return;
        }
        Known.Organization organization = home(known);
        Known.Member member = organization.member();
        if (member == null) {
            return;
        }
        for (Mismatch mismatch : mismatches) {
            String name = mismatch.attribute();
            record(
                    connection,
                    asked,
                    ConflictType.ATTRIBUTE_MISMATCH,
                    organization.id(),
                    member.id(),
                    "member/" + member.id() + "/" + name,
                    details(one(name, mismatch.sent()), "SCIM", one(name, mismatch.stored())));
            boolean withoutEffect = name.equals(MismatchRules.ROLE)
                    || name.equals(MismatchRules.NAME)
                            && !mismatch.sent().equals(plan.name().full());
            if (withoutEffect) {
                offer(connection, asked, member, mismatch);
            }
        }
    }

    /** R-ORG-12: whom the IdP knows by one address and we by another. Found by their identity, they come in; the address stays as it is. */
    void otherAddress(Connection connection, Asked asked, Known known) throws SQLException {
        Known.Account account = known.account();
        String sent = asked.person().email();
        if (!known.linked() || account == null || sent == null || sent.equals(account.email())) {
            return;
        }
        if (known.memberships().isEmpty()) {
            return;
        }
        Known.Organization organization = home(known);
        UUID member = Objects.requireNonNull(organization.member()).id();
        record(
                connection,
                asked,
                ConflictType.EMAIL_MISMATCH,
                organization.id(),
                member,
                "member/" + member + "/email",
                details(one("email", sent), "ACCOUNT", one("email", account.email())));
    }

    /** A refusal that an owner can end by a setting; the others are between the person and the IdP. */
    void turnedAway(Connection connection, Asked asked, Known known, SignInAnswer.Denied denied) throws SQLException {
        ConflictType type = switch (denied.refusal()) {
            case DOMAIN_UNVERIFIED -> ConflictType.DOMAIN_UNVERIFIED;
            case NO_SEAT -> ConflictType.SEAT_SHORTAGE;
            case IDENTITY_TAKEN -> ConflictType.EMAIL_MISMATCH;
            default -> null;
        };
        String email = asked.person().email();
        if (type != null && email != null) {
            Map<String, Object> refused = details(one("email", email), "SETTINGS", Map.of());
            refused.put("refusal", denied.refusal().name());
            refused.put("detail", denied.detail());
            record(
                    connection,
                    asked,
                    type,
                    known.settings().defaultOrganization(),
                    null,
                    denied.refusal() == Refusal.DOMAIN_UNVERIFIED
                            ? "domain/" + asked.person().domain()
                            : "user/" + email,
                    refused);
        }
    }

    private static Known.Organization home(Known known) {
        return known.memberships().stream()
                .filter(organization ->
                        organization.id().equals(known.settings().defaultOrganization()))
                .findFirst()
                .orElseGet(() -> known.memberships().getFirst());
    }

    private static void offer(Connection connection, Asked asked, Known.Member member, Mismatch mismatch)
            throws SQLException {
        Provenance.Noted noted =
                Provenance.offered(member.written(), Writer.JIT, asked.now(), mismatch.attribute(), mismatch.sent());
        Sql.on(connection, OFFERED, member.id(), noted.json()).update();
    }

    private void record(
            Connection connection,
            Asked asked,
            ConflictType type,
            UUID organizationId,
            @Nullable UUID memberId,
            String subject,
            Map<String, Object> details)
            throws SQLException {
        UUID through = asked.connection();
        if (through == null) {
            return; // nobody disagrees with an address
        }
        conflicts.record(
                connection,
                new Sighting(type, organizationId, through, subject, memberId, details, asked.actor(), asked.now()));
    }

    private static Map<String, Object> details(Map<String, Object> sent, String storedBy, Map<String, Object> stored) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("source", "JIT");
        details.put("sent", sent);
        details.put("storedBy", storedBy);
        details.put("stored", stored);
        return details;
    }

    private static Map<String, Object> one(String name, @Nullable String value) {
        Map<String, Object> only = new LinkedHashMap<>();
        if (value != null) {
            only.put(name, value);
        }
        return only;
    }
}
