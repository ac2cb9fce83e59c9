package dev.rollcall.membership.scimrequest;

import dev.rollcall.contract.provisioning.ScimRequestRecord;

/**
 * A record of the log.
 *
 * @param json as scim-endpoint wrote it, in one line
 */
record LoggedRequest(ScimRequestRecord record, String json) {}
