/**
 * RFC 7643 and RFC 7644 as plain Java over Jackson's tree model: what a SCIM client may say, what it means, and what it gets back.
 *
 * <p>Owns: schemas ({@code schema}), attribute paths ({@code path}), filters ({@code filter}), PATCH ({@code patch}), reading,
 * projecting and listing resources ({@code resource}). Owns no HTTP, no storage, no clock and no rule about membership.
 *
 * <p>Invariant: whatever a client sends, the only exception that leaves this library is {@link dev.rollcall.scim.ScimRefusal}, and
 * the work is linear in the size of the input.
 */
package dev.rollcall.scim;
