/**
 * A working day of two identity providers, played against a running suite over real HTTP.
 *
 * <p>Owns: the day as data, what each call must lead to, the proof that it did, the two forms in which it is told. Not: starting the
 * suite. One invariant: what is printed as an event or an audit entry was read from its topic, never assumed from the answer.
 */
@NullMarked
package dev.rollcall.sandbox.demo;

import org.jspecify.annotations.NullMarked;
