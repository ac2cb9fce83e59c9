package dev.rollcall.membership.user;

import dev.rollcall.membership.conflict.ConflictType;
import dev.rollcall.membership.conflict.Conflicts;
import dev.rollcall.membership.conflict.Sighting;
import dev.rollcall.membership.provenance.Provenance.Flapping;
import dev.rollcall.membership.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Clashes that refuse nothing: the push is carried out, and the conflict is recorded with it (R-ORG-8, R-ORG-10, R-SCIM-18). */
@ApplicationScoped
class Observations {
    private final Conflicts conflicts;

    Observations(Conflicts conflicts) {
        this.conflicts = conflicts;
    }

    /** R-ORG-8: one conflict for each attribute of a member, with the value of both sources. */
    void flapping(Connection connection, Request request, UUID organizationId, UUID memberId, List<Flapping> flaps)
            throws SQLException {
        for (Flapping flap : flaps) {
            String name = flap.attribute();
            record(
                    connection,
                    request,
                    ConflictType.FLAPPING,
                    organizationId,
                    memberId,
                    "member/" + memberId + "/" + name,
                    details("SCIM", one(name, flap.scimValue()), "JIT", one(name, flap.jitValue())));
        }
    }

    /** R-SCIM-18: userName wins, and the warning names both. Nothing where they agree, or where a push before said the same. */
    void email(
            Connection connection,
            Request request,
            ConnectionPolicy policy,
            Membership member,
            @Nullable Description before,
            Description wanted)
            throws SQLException {
        Optional<String> other = UserRules.otherEmail(policy, wanted);
        boolean known = before != null
                && other.equals(UserRules.otherEmail(policy, before))
                && before.userNameKey().equals(wanted.userNameKey());
        if (other.isPresent() && !known) {
            record(
                    connection,
                    request,
                    ConflictType.EMAIL_MISMATCH,
                    member.organizationId(),
                    member.id(),
                    "member/" + member.id() + "/email",
                    details("SCIM", one("emails[primary]", other.get()), "SCIM", one("userName", wanted.userName())));
        }
    }

    /** R-ORG-10: two accounts that may be one person; {@code twin} is the member who was there before. */
    void twins(Connection connection, Request request, Membership member, UUID twin, Description wanted)
            throws SQLException {
        Map<String, Object> sent = new LinkedHashMap<>(one("userName", wanted.userName()));
        if (wanted.externalId() != null) {
            sent.put("externalId", wanted.externalId());
        }
        Map<String, Object> stored = Sql.on(
                        connection,
                        "select m.id::text, m.origin, a.email, a.user_name, s.external_id from member m"
                                + " join account a on a.id = m.account_id"
                                + " left join scim_user s on s.connection_id = ? and s.account_id = a.id where m.id = ?",
                        request.connectionId(),
                        twin)
                .first(row -> {
                    Map<String, Object> found = new LinkedHashMap<>(one("member", row.getString(1)));
                    found.put("origin", row.getString(2));
                    found.put("email", row.getString(3));
                    found.put("user_name", row.getString(4));
                    found.put("externalId", row.getString(5));
                    return found;
                })
                .orElseGet(Map::of);
        record(
                connection,
                request,
                ConflictType.DUPLICATE_ACCOUNT,
                member.organizationId(),
                member.id(),
                "member/" + member.id() + "/twin/" + twin,
                details("SCIM", sent, "ACCOUNT", stored));
    }

    private void record(
            Connection connection,
            Request request,
            ConflictType type,
            UUID organizationId,
            UUID memberId,
            String subject,
            Map<String, Object> details)
            throws SQLException {
        conflicts.record(
                connection,
                new Sighting(
                        type,
                        organizationId,
                        request.connectionId(),
                        subject,
                        memberId,
                        details,
                        request.actor(),
                        request.now()));
    }

    private static Map<String, Object> details(
            String source, Map<String, Object> sent, String storedBy, Map<String, Object> stored) {
        return Map.of("source", source, "sent", sent, "storedBy", storedBy, "stored", stored);
    }

    private static Map<String, Object> one(String name, @Nullable String value) {
        Map<String, Object> only = new LinkedHashMap<>();
        only.put(name, value);
        return only;
    }
}
