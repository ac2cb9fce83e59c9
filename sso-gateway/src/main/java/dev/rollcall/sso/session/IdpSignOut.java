package dev.rollcall.sso.session;

import java.net.URI;
import java.util.Optional;

/**
 * Where somebody who signed out here can sign out at their identity provider, too. Each protocol that knows how has one; this package knows
 * no protocol.
 */
public interface IdpSignOut {

    /** An address to go to by a link, as for single logout by redirect; empty where there is none, or it is another protocol's. */
    Optional<URI> address(IdpSession ended);
}
