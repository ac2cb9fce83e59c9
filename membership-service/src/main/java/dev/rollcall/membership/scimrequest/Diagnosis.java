package dev.rollcall.membership.scimrequest;

/**
 * Why a request failed, for a person.
 *
 * @param cause what happened, in a sentence
 * @param remedy what to do about it, in that identity provider where it is known
 */
record Diagnosis(String cause, String remedy) {}
