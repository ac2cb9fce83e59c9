package dev.rollcall.contract.provisioning;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The User behind a membership.
 *
 * @param extensions the connection's own schemas, as in {@link ScimClient}; none where no connection made the User
 */
public record MemberUser(UserRecord user, List<ObjectNode> extensions) {}
