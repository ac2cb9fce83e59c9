/**
 * The decision about a sign-in, as sso-gateway asks for it and membership-service makes it. Owns shapes only. Invariant: an answer that grants
 * was committed in one order with every deactivation of that person, and carries the session epoch of then.
 */
package dev.rollcall.contract.signin;
