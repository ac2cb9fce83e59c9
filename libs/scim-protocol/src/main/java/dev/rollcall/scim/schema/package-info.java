/**
 * Schemas and resource types as data (RFC 7643 §7): the files beside this package are what discovery serves and what everything
 * else obeys. Lookups ignore letter case (RFC 7643 §2.1).
 *
 * <p>Does not own values: see {@code resource} and {@code patch}. Invariant: immutable after class loading.
 */
package dev.rollcall.scim.schema;
