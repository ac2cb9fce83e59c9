/**
 * The few things every service does the same way: traces, problems, who calls (people and services), calls to other services, the check of
 * topics at start. Owns no route and no domain word. Invariant: deny by default; a service opens what it serves, by name.
 */
package dev.rollcall.kit;
