/**
 * The suite under test seen from outside. Owns: where it is, the organization that takes the load, its preloaded users, its CPU time and
 * memory. Not: starting it. One invariant: everything is made through the public APIs, and a second run finds it again.
 */
@NullMarked
package dev.rollcall.benchmarks.suite;

import org.jspecify.annotations.NullMarked;
