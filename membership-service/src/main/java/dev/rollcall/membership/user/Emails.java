package dev.rollcall.membership.user;

import dev.rollcall.contract.event.EventData.Change;
import dev.rollcall.contract.event.EventData.Pii;
import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.provisioning.ScimClient.UserNames;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.membership.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Changes of userName and e-mail: the id stays, the domain must be verified and the new name free (R-SCIM-39). */
@ApplicationScoped
class Emails {

    /** The account's e-mail afterwards, lower case; null when it has none. Refuses with everything as it was. */
    @Nullable
    String change(
            Connection connection,
            Request request,
            MemberEvents events,
            UserState state,
            Description before,
            Description wanted)
            throws SQLException {
        if (!before.userNameKey().equals(wanted.userNameKey())) {
            requireFreeUserName(connection, request.connectionId(), state.id(), wanted);
        }
        if (Objects.equals(before.email(), wanted.email()) || Objects.equals(state.accountEmail(), wanted.email())) {
            return state.accountEmail();
        }
        String email = wanted.email();
        if (email == null || !verified(connection, request.connectionId(), wanted.domain())) {
            if (state.connection().userNames() == UserNames.EMAIL) {
                throw UserRules.unverified(wanted).refused();
            }
            return state.accountEmail();
        }
        requireFreeEmail(connection, state.accountId(), email);
        Sql.on(connection, "update account set email = ?, email_key = ? where id = ?", email, email, state.accountId())
                .update();
        events.account(
                EventType.ACCOUNT_EMAIL_CHANGED,
                state.accountId(),
                Map.of(),
                List.of(new Change("email", "SCIM", null, null)),
                new Pii(email, wanted.fullName(), null, null));
        return email;
    }

    private static boolean verified(Connection connection, UUID connectionId, @Nullable String domain)
            throws SQLException {
        return Sql.on(
                        connection,
                        "select 1 from connection_domain cd join domain d on d.name = cd.domain"
                                + " where cd.connection_id = ? and cd.domain = ? and d.verified_at is not null",
                        connectionId,
                        domain)
                .first(row -> row.getInt(1))
                .isPresent();
    }

    private static void requireFreeUserName(Connection connection, UUID connectionId, UUID userId, Description wanted)
            throws SQLException {
        boolean taken = Sql.on(
                        connection,
                        "select 1 from scim_user where connection_id = ? and user_name_key = ? and id <> ?",
                        connectionId,
                        wanted.userNameKey(),
                        userId)
                .first(row -> row.getInt(1))
                .isPresent();
        if (taken) {
            throw Refusal.USER_EXISTS.because("Another user has the userName '" + wanted.userName() + "' already.");
        }
    }

    private static void requireFreeEmail(Connection connection, UUID accountId, String email) throws SQLException {
        boolean taken = Sql.on(connection, "select 1 from account where email_key = ? and id <> ?", email, accountId)
                .first(row -> row.getInt(1))
                .isPresent();
        if (taken) {
            throw Refusal.USER_EXISTS.because("Another account has this e-mail address already.");
        }
    }
}
