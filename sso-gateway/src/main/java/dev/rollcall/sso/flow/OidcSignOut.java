package dev.rollcall.sso.flow;

import dev.rollcall.contract.signin.IdpSettings;
import dev.rollcall.contract.signin.SignInConnection;
import dev.rollcall.sso.identity.ProvenIdentity.Protocol;
import dev.rollcall.sso.neighbour.Membership;
import dev.rollcall.sso.oidc.ProviderCalls;
import dev.rollcall.sso.oidc.RelyingParty;
import dev.rollcall.sso.session.IdpSession;
import dev.rollcall.sso.session.IdpSignOut;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Optional;

/** Logout that begins here (OIDC RP-Initiated Logout 1.0). The provider asks the person itself: no ID token is kept to prove who asks. */
@ApplicationScoped
class OidcSignOut implements IdpSignOut {
    private final Membership membership;
    private final OidcSettings settings;
    private final RelyingParty relyingParty;
    private final ProviderCalls calls;

    OidcSignOut(Membership membership, OidcSettings settings, RelyingParty relyingParty, ProviderCalls calls) {
        this.membership = membership;
        this.settings = settings;
        this.relyingParty = relyingParty;
        this.calls = calls;
    }

    @Override
    public Optional<URI> address(IdpSession ended) {
        if (ended.protocol() != Protocol.OIDC) {
            return Optional.empty();
        }
        SignInConnection connection = membership.requireConnection(ended.connectionId());
        if (!(connection.idp() instanceof IdpSettings.Oidc idp)) {
            return Optional.empty();
        }
        try (var seat = calls.enter(connection.id())) {
            return relyingParty.logoutAddress(settings.client(connection, idp)).map(URI::create);
        }
    }
}
