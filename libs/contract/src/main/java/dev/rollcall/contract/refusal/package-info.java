/**
 * Why a request is turned down: one enum, one exception that carries it, one body that shows it (RFC 9457). Owns no protocol but
 * problem+json; the SCIM error body is the SCIM endpoint's. Invariant: a status code is written nowhere else.
 */
package dev.rollcall.contract.refusal;
