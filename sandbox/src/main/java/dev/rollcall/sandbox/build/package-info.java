/**
 * Building and testing the source tree with a summary that a person can read.
 *
 * <p>Owns: how Maven is called and what is shown of it. Not: what is built. One invariant: every class here runs from its source file
 * alone ({@code java Build.java}), since nothing is built yet when it is needed; so each imports {@code java.*} only and none another.
 */
@NullMarked
package dev.rollcall.sandbox.build;

import org.jspecify.annotations.NullMarked;
