/**
 * PATCH (RFC 7644 §3.5.2).
 *
 * <p>Owns reading the message ({@link dev.rollcall.scim.patch.PatchRequest}), applying it to a resource
 * ({@link dev.rollcall.scim.patch.Patch}), and turning one for a Group into changes that need no member list
 * ({@link dev.rollcall.scim.patch.GroupPatch}). Invariant: all operations or none; the input is never changed.
 */
package dev.rollcall.scim.patch;
