/**
 * What people are told by mail: owners of an organization of what needs them, and invited people of their invitation. Owns {@code owner_notice},
 * which folds what comes in crowds; mails themselves are libs/mail's. No routes. Invariant: a notice is written by the transaction that it
 * is about, and goes to active owners of that organization alone.
 */
package dev.rollcall.membership.notice;
