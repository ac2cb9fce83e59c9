/**
 * Resources on their way in ({@link dev.rollcall.scim.resource.ResourceReader}) and out
 * ({@link dev.rollcall.scim.resource.Projection}, {@link dev.rollcall.scim.resource.ListResponse}).
 *
 * <p>Owns no decision about membership. Invariant: what {@code ResourceReader} accepts holds only attributes that the client may
 * write, spelled and typed as in the schema, within limits, and no password.
 */
package dev.rollcall.scim.resource;
