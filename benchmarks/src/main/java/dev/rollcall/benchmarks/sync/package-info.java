/**
 * S7, a whole synchronization as an IdP does it. Owns: its two passes and the proof that the second changed nothing. Not: rates of single
 * requests. One invariant: what the second pass must leave alone is checked in every answer and in the audit log.
 */
@NullMarked
package dev.rollcall.benchmarks.sync;

import org.jspecify.annotations.NullMarked;
