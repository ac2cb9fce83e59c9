/**
 * Signing certificates of identity providers, as people paste them and as metadata carry them. Owns what a certificate must be to be believed; no
 * table and no route. Invariant: a key that is too weak never gets in.
 */
package dev.rollcall.kit.certificate;
