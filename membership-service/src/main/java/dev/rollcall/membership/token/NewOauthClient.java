package dev.rollcall.membership.token;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.membership.admin.Fields;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An OAuth client to be made; an empty body asks for a plain one. */
record NewOauthClient(@Nullable String label, @Nullable Instant expiresAt) {
    private static final int LABEL_MAX = 100; // a line in a list

    static NewOauthClient read(@Nullable ObjectNode body) {
        if (body == null) {
            return new NewOauthClient(null, null);
        }
        Fields fields = Fields.of(body);
        var wanted = new NewOauthClient(fields.optionalText("label", LABEL_MAX), fields.optionalInstant("expiresAt"));
        fields.end();
        return wanted;
    }
}
