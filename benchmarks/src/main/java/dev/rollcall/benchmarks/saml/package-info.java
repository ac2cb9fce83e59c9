/**
 * L1: what it costs to judge a SAML Response, in this process and on one thread. Owns the message and its floor. Invariant: product and floor are
 * given the same bytes, and each judgement of the product is looked at.
 */
@NullMarked
package dev.rollcall.benchmarks.saml;

import org.jspecify.annotations.NullMarked;
