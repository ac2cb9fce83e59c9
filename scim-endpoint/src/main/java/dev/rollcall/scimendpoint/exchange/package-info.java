/**
 * What is known of one request while it is served: filled in by whoever learns it, read by the limits, the errors and the request log. No
 * routes. Invariant: holds no secret and no value of an attribute.
 */
package dev.rollcall.scimendpoint.exchange;
