package dev.rollcall.membership.organization;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.membership.admin.Fields;
import org.jspecify.annotations.Nullable;

/**
 * What an owner may change on an organization; null leaves it as it is.
 *
 * @param userNamePrefix what usernames begin with that sign-ins make for its people (R-JIT-7); empty for nothing
 * @param userNameSuffix the same for their end
 */
record OrganizationChange(
        @Nullable String userNamePrefix, @Nullable String userNameSuffix) {

    /** A PATCH's body (RFC 7396: what is absent stays, null removes). */
    static OrganizationChange read(@Nullable ObjectNode body) {
        Fields fields = Fields.of(body);
        var change = new OrganizationChange(part(fields, "userNamePrefix"), part(fields, "userNameSuffix"));
        fields.end();
        return change;
    }

    private static @Nullable String part(Fields fields, String name) {
        String text = fields.optionalText(name, OrganizationRules.USER_NAME_PART_MAX);
        if (text == null) {
            return fields.has(name) ? "" : null;
        }
        return OrganizationRules.requireUserNamePart(name, text);
    }
}
