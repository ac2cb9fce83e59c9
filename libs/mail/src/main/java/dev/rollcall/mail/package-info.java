/**
 * Mails leave with the data, or not at all. Owns table {@code mail} in the schema of the service that uses it; no routes. A mail is a row that is
 * written by the transaction that has a reason for it; a thread of each replica sends it afterwards, again and again until a server takes it
 * over or nobody would want it any more. Invariants: what did not commit is never sent; what a mail says lies in the database only sealed;
 * every mail ends, and its end is counted. A mail may come twice, after a crash, under the same Message-ID.
 */
package dev.rollcall.mail;
