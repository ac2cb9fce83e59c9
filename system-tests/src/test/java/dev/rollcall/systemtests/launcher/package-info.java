/** {@code ./rollcall} as a person uses it against the running suite. */
package dev.rollcall.systemtests.launcher;
