package dev.rollcall.membership.connection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.contract.provisioning.ScimClient.GroupNames;
import dev.rollcall.contract.provisioning.ScimClient.UserNames;
import dev.rollcall.membership.admin.Fields;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A connection to be made (R-SSO-1).
 *
 * @param organization name or UUID of the default organization
 * @param organizations names or UUIDs of further ones; may be empty
 * @param change everything that can be changed later as well
 */
record NewConnection(
        Protocol protocol,
        String organization,
        List<String> organizations,
        UserNames userNames,
        GroupNames groupNames,
        ConnectionChange change) {
    static NewConnection read(@Nullable ObjectNode body) {
        Fields fields = Fields.of(body);
        var wanted = new NewConnection(
                fields.constant("protocol", Protocol.class),
                fields.text("organization", ConnectionChange.ORGANIZATION_NAME_MAX),
                Objects.requireNonNullElse(
                        fields.optionalTexts(
                                "organizations",
                                ConnectionChange.ORGANIZATIONS_MAX,
                                ConnectionChange.ORGANIZATION_NAME_MAX),
                        List.of()),
                Objects.requireNonNullElse(fields.optionalConstant("userNames", UserNames.class), UserNames.EMAIL),
                Objects.requireNonNullElse(
                        fields.optionalConstant("groupNames", GroupNames.class), GroupNames.ORG_TEAM),
                ConnectionChange.read(fields));
        fields.end();
        ConnectionRules.requireComplete(wanted.change());
        return wanted;
    }
}
