/**
 * Keycloak, a real identity provider without containers: fetched, unpacked and built once, then started as a process.
 *
 * <p>Owns: the folder in the user's cache, the command line, the process. Not: what its realms look like. One invariant: a folder marked as
 * built is never changed again, so that any number of processes may run from it, each with data of its own.
 */
@NullMarked
package dev.rollcall.sandbox.keycloak;

import org.jspecify.annotations.NullMarked;
