/**
 * Browsers that are signed in. Owns table {@code session}, the cookie {@code __Host-rollcall}, the pages {@code /} and {@code /account}, and the
 * routes {@code /sign-in}, {@code /sign-out} and {@code /v2/sessions}. Invariant: the cookie's value is stored nowhere, is new at each sign-in, and
 * dies with its row.
 */
package dev.rollcall.sso.session;
