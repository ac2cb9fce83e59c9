/**
 * What the sandbox's organizations look like, made through the public admin API like anybody would.
 *
 * <p>Owns: the three organizations, their domains, connections and SCIM tokens. Not: how services store them. One invariant: it may run
 * any number of times and changes nothing that is already there.
 */
@NullMarked
package dev.rollcall.sandbox.seed;

import org.jspecify.annotations.NullMarked;
