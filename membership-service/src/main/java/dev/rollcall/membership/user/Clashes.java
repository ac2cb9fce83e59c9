package dev.rollcall.membership.user;

import dev.rollcall.contract.provisioning.UserRecord;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.membership.user.UserRules.Creation.TurnedDown;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns a clash into the IdP's refusal and, apart from the transaction that is rolled back, into a conflict that an owner can see. */
@ApplicationScoped
class Clashes {

    /** A create that was turned down. */
    Refused refusal(Request request, @Nullable UUID organizationId, TurnedDown down, Lookups.Found found) {
        return down.refusal().because(down.detail());
    }

    /** A write to a person whom SCIM does not manage. */
    Refused refusal(Request request, UserState state, TurnedDown down) {
        return down.refusal().because(down.detail());
    }

    /** Nobody with that id, or a member who has no resource because SCIM does not manage them (R-SCIM-40). */
    Refused unknown(Connection connection, Request request, UUID id) {
        try {
            Optional<UserRecord> member = UserRows.find(connection, request.connectionId(), id);
            return member.isPresent()
                    ? Refusal.MEMBER_UNMANAGED.because(
                            "SCIM does not manage this member; an owner can adopt them. Nothing was changed.")
                    : Refusal.USER_UNKNOWN.because("There is no user " + id + ".");
        } catch (SQLException e) {
            throw new IllegalStateException("The member could not be looked up", e);
        }
    }
}
