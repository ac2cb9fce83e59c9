package dev.rollcall.sso.flow;

import dev.rollcall.contract.signin.SignInConnection;

/** Connections for tests of other packages. */
public final class TestConnections {
    private TestConnections() {}

    /** An active one with an identity provider of its own. */
    public static SignInConnection saml() {
        return Flows.connection(new SamlIdp().settings());
    }
}
