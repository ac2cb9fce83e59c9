/**
 * Browsers that are signed in, and on what memberships. Owns tables {@code session}, {@code session_grant} and {@code idp_logout}, the cookie
 * {@code __Host-rollcall}, the pages {@code /} and {@code /account}, and the routes {@code /sign-in}, {@code /sign-out} and {@code /v2/sessions}.
 * Not how somebody proves who they are. Invariants: the cookie's value is stored nowhere, is new at each sign-in, and dies with its row; a
 * session lives no longer than the last membership that it stands on.
 */
package dev.rollcall.sso.session;
