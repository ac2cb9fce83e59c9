package dev.rollcall.sso.flow;

import dev.rollcall.contract.signin.IdpSettings;
import dev.rollcall.sso.identity.ProvenIdentity.Protocol;
import dev.rollcall.sso.neighbour.Membership;
import dev.rollcall.sso.saml.LogoutRequest;
import dev.rollcall.sso.samlkey.OurSamlKeys;
import dev.rollcall.sso.secret.Fresh;
import dev.rollcall.sso.session.IdpSession;
import dev.rollcall.sso.session.IdpSignOut;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;

/** Single logout that begins here (SAML profiles §4.4), by redirect. */
@ApplicationScoped
class SamlSignOut implements IdpSignOut {
    private final Membership membership;
    private final SamlSettings settings;
    private final OurSamlKeys keys;
    private final Clock clock;

    SamlSignOut(Membership membership, SamlSettings settings, OurSamlKeys keys, Clock clock) {
        this.membership = membership;
        this.settings = settings;
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public Optional<URI> address(IdpSession ended) {
        return ended.protocol() == Protocol.SAML
                        && membership.requireConnection(ended.connectionId()).idp() instanceof IdpSettings.Saml idp
                ? Optional.ofNullable(idp.logoutUrl()).map(url -> request(url, ended))
                : Optional.empty();
    }

    private URI request(String logoutUrl, IdpSession ended) {
        LogoutRequest request = new LogoutRequest(
                "_" + Fresh.secret(),
                clock.instant(),
                logoutUrl,
                settings.addresses(ended.connectionId()).entityId(),
                ended.subject(),
                ended.sessionIndex());
        return URI.create(request.redirect(keys.ring().current()));
    }
}
