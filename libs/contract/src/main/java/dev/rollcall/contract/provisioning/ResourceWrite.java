package dev.rollcall.contract.provisioning;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A whole resource from an IdP, already normalised and valid against its schema: canonical attribute names, types coerced, read-only and
 * unknown attributes dropped.
 *
 * @param resource the resource without {@code id}, {@code meta} and {@code groups}; a group carries its {@code members}
 */
public record ResourceWrite(ObjectNode resource) {}
