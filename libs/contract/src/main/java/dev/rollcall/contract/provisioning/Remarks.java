package dev.rollcall.contract.provisioning;

import java.util.List;

/**
 * What was met while a PATCH was read where its resource is, for the request log. Absent where nothing was.
 *
 * @param tolerated names of the quirks that were understood
 * @param ignored names of attributes that no schema knows (R-SCIM-20)
 */
public record Remarks(List<String> tolerated, List<String> ignored) {}
