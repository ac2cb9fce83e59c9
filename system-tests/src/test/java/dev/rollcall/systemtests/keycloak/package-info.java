/** Keycloak as an identity provider that pushes: a real one, driven as a person would, with an event listener of ours as its SCIM client. */
package dev.rollcall.systemtests.keycloak;
