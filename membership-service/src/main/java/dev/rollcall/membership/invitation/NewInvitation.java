package dev.rollcall.membership.invitation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.membership.admin.Fields;
import dev.rollcall.membership.signin.PersonRules;
import dev.rollcall.membership.user.UserRules;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whom an owner wants to ask in (R-INV-1).
 *
 * @param email in the form in which sign-ins look for it
 * @param team name of one that exists; null for none
 */
record NewInvitation(String email, String role, @Nullable String team) {
    private static final int EMAIL_MAX = 254; // RFC 5321 §4.5.3.1.3, less the angle brackets
    private static final int ROLE_MAX = 20;
    private static final int TEAM_MAX = 255;
    private static final String ROLE = "member"; // R-ROLE-3

    static NewInvitation read(@Nullable ObjectNode body) {
        Fields fields = Fields.of(body);
        String email = PersonRules.email(fields.text("email", EMAIL_MAX));
        if (email == null) {
            throw Fields.refused("email", "must be an e-mail address");
        }
        String asked = fields.optionalText("role", ROLE_MAX);
        String role = asked == null ? ROLE : asked.toLowerCase(Locale.ROOT);
        if (!UserRules.ROLES.contains(role)) {
            throw Fields.refused("role", "must be member, editor or owner");
        }
        var wanted = new NewInvitation(email, role, fields.optionalText("team", TEAM_MAX));
        fields.end();
        return wanted;
    }
}
