/**
 * The seam between scim-endpoint and membership-service: one JAX-RS interface, which one side implements and the other calls, and its
 * records. Owns shapes only. Invariant: nothing here names an organization; the connection decides what a call can reach.
 */
package dev.rollcall.contract.provisioning;
