/**
 * The commands of {@code ./rollcall} that need more than a shell.
 *
 * <p>Owns: arguments, what is printed, exit codes. Not: how anything starts. One invariant: what a person can put right ends in one
 * clear line and an exit code other than 0, never in a stack trace.
 */
@NullMarked
package dev.rollcall.sandbox.launcher;

import org.jspecify.annotations.NullMarked;
