/**
 * The whole suite on this machine: stores, four services as processes, what they are told, and the watch over them.
 *
 * <p>Owns: the home directory ({@code .rollcall}), ports, keys, secrets, processes. Not: what a service does; it is known as a jar, an
 * environment and a readiness address. One invariant: at most one suite runs in one home, and what a crashed one left is ended before
 * the next starts.
 */
@NullMarked
package dev.rollcall.sandbox.suite;

import org.jspecify.annotations.NullMarked;
