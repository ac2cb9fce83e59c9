/**
 * Bulk messages (RFC 7644 §3.7): reading them, the references between their operations, and the order that these allow. Owns nothing; does
 * not carry out an operation.
 */
package dev.rollcall.scim.bulk;
