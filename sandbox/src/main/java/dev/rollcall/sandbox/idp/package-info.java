/**
 * Company acme's identity provider: a realm in Keycloak, and two connections of Rollcall that believe it, one over SAML and one over OpenID
 * Connect.
 *
 * <p>Owns: the realm, its people and clients (the files in {@code resources/idp}), and the connections' sign-in settings. Not: the process, nor
 * organizations and domains, which the seed makes. Everything goes through the two products' public APIs, as an administrator would do it. One
 * invariant: it may run any number of times and leaves alone what is as it should be.
 */
@NullMarked
package dev.rollcall.sandbox.idp;

import org.jspecify.annotations.NullMarked;
