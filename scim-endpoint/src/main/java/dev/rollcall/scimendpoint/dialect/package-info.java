/** Whose habits a client has, guessed from what it says of itself. For the log only: what a quirk means is decided by the protocol library. */
package dev.rollcall.scimendpoint.dialect;
