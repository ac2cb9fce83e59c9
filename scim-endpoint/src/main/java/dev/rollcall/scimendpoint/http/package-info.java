/**
 * Bodies and parameters in, bodies out, in SCIM's form. Owns no route and no rule about membership. Invariant: whatever media type or
 * charset came, the answer is {@code application/scim+json} in UTF-8 (R-SCIM-3).
 */
package dev.rollcall.scimendpoint.http;
