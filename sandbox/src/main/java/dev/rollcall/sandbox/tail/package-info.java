/**
 * Sealed audit entries at the terminal, as they arrive.
 *
 * <p>Owns: reading {@code audit.log.v1} and, for older entries, the audit API; filters; the form in which a person reads an entry. Not:
 * sealing. One invariant: an entry is shown once, and those of one organization in their order.
 */
@NullMarked
package dev.rollcall.sandbox.tail;

import org.jspecify.annotations.NullMarked;
