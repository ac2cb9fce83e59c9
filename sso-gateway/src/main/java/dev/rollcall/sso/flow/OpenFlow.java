package dev.rollcall.sso.flow;

import dev.rollcall.contract.signin.SignInConnection;
import dev.rollcall.sso.identity.ProvenIdentity.Protocol;
import dev.rollcall.sso.signin.Method;
import dev.rollcall.sso.trace.FlowTrace;
import java.util.UUID;

/**
 * A sign-in in one of its two requests.
 *
 * @param connection as it is now
 * @param test an owner's: nothing comes of it but a page
 * @param trace of this request
 */
record OpenFlow(
        SignInConnection connection, Protocol protocol, UUID id, boolean test, Browser browser, FlowTrace trace) {
    Method method() {
        return switch (protocol) {
            case SAML -> Method.SAML;
            case OIDC -> Method.OIDC;
        };
    }
}
