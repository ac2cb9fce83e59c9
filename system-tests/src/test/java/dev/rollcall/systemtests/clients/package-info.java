/**
 * Clients and identity providers that others wrote, and requests that nobody would write on purpose, against the running suite. What the
 * standard means is judged here by somebody else's reading of it.
 */
package dev.rollcall.systemtests.clients;
