package dev.rollcall.scim.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A resource that passed the gate.
 *
 * @param normalised holds {@code schemas} and what the client may write, nothing else; the caller may edit its top level, but values
 *     may be shared with the body
 * @param unknownAttributes dropped names, to be recorded once per connection (R-SCIM-20)
 */
public record Accepted(ObjectNode normalised, List<String> unknownAttributes) {}
