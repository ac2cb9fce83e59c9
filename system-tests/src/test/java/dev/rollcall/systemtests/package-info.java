/**
 * The whole suite from outside, and the tree as a whole. {@code suite} is the running suite and how to talk to it; {@code provisioning},
 * {@code isolation}, {@code audit}, {@code crash} and {@code launcher} use it; {@code architecture} and {@code docs} read code and pages.
 *
 * <p>Owns: nothing that ships. Invariant: no class of a service is on this class path; services are processes with addresses.
 */
package dev.rollcall.systemtests;
