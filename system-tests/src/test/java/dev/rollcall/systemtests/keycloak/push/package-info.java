/** Runs inside Keycloak, not in the tests: {@code KeycloakServer} packs this folder, and nothing else, into Keycloak's {@code providers}. */
package dev.rollcall.systemtests.keycloak.push;
