/**
 * Calls to addresses that somebody else chose: an identity provider's metadata, keys and tokens. Owns the limits of such a call and what is kept of
 * its answers. Invariant: no address inside is called unless the deployment names its host, and no redirect is followed.
 */
package dev.rollcall.kit.outbound;
