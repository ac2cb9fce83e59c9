/**
 * The seam between scim-endpoint and membership-service: one JAX-RS interface, which one side implements and the other calls, and its
 * records. Owns shapes only. Invariant: a call names the connection or, for a person's own record, the organization that a token proved, and that
 * decides what it can reach.
 */
package dev.rollcall.contract.provisioning;
