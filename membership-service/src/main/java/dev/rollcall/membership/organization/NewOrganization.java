package dev.rollcall.membership.organization;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.membership.admin.Fields;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is asked for; null where {@link Organization} has null, or where the name serves. */
record NewOrganization(
        String name,
        String displayName,
        @Nullable Integer seats,
        @Nullable UUID companyId) {
    private static final int DISPLAY_NAME_MAX = 200; // fits one line of any list
    private static final int SEATS_MAX = 100_000_000; // guards the counter, not the purse

    static NewOrganization read(@Nullable ObjectNode body) {
        Fields fields = Fields.of(body);
        String asGiven = fields.text("name", DISPLAY_NAME_MAX);
        String name = OrganizationRules.requireName(asGiven);
        String displayName = fields.optionalText("displayName", DISPLAY_NAME_MAX);
        var wanted = new NewOrganization(
                name,
                displayName == null ? asGiven : displayName,
                fields.optionalInteger("seats", 1, SEATS_MAX),
                fields.optionalId("companyId"));
        fields.end();
        return wanted;
    }
}
