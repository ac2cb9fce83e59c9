/**
 * Real PostgreSQL and a real one-node Kafka on this machine, from jars, with the roles, schemas and topics that the services expect; and a small
 * name server, for domains that exist on this machine only.
 *
 * <p>Owns: their settings, data directories and credentials. Not: which services use them. One invariant: durability is never
 * weakened for speed, so that what is measured and tested here is what runs elsewhere.
 */
@NullMarked
package dev.rollcall.sandbox.infra;

import org.jspecify.annotations.NullMarked;
