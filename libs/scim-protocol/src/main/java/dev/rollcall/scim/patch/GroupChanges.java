package dev.rollcall.scim.patch;

import java.util.List;

/**
 * What a PATCH on a Group asks for.
 *
 * @param changes in the order of the operations; may be empty
 * @param unknownAttributes dropped names, to be recorded once per connection (R-SCIM-20)
 */
public record GroupChanges(List<GroupChange> changes, List<String> unknownAttributes) {}
