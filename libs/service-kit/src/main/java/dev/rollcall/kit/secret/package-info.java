/**
 * Secrets at rest. Owns the master keys' file; no table and no route. Invariant: what is sealed for one row cannot be opened as another's.
 */
package dev.rollcall.kit.secret;
