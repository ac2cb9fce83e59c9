package dev.rollcall.sso.flow;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.signin.IdpSettings;
import dev.rollcall.contract.signin.SignInAddresses;
import dev.rollcall.sso.neighbour.Membership;
import dev.rollcall.sso.saml.NameIdForm;
import dev.rollcall.sso.saml.SamlKey;
import dev.rollcall.sso.saml.SpMetadata;
import dev.rollcall.sso.samlkey.OurSamlKeys;
import dev.rollcall.sso.samlkey.SamlKeyRing;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Our own metadata, one document for each connection. */
@ApplicationScoped
class SamlDocuments {
    private final Membership membership;
    private final SamlSettings settings;
    private final OurSamlKeys keys;

    SamlDocuments(Membership membership, SamlSettings settings, OurSamlKeys keys) {
        this.membership = membership;
        this.settings = settings;
        this.keys = keys;
    }

    /** Before the identity provider is set up too, since that needs it; refused as CONNECTION_UNKNOWN where another protocol is spoken. */
    String metadata(UUID connectionId) {
        NameIdForm form = switch (membership.requireConnection(connectionId).idp()) {
            case null -> NameIdForm.EMAIL;
            case IdpSettings.Saml saml -> SamlSettings.form(saml.nameId());
            case IdpSettings.Oidc ignored ->
                throw Refusal.CONNECTION_UNKNOWN.because("This connection speaks OpenID Connect, not SAML.");
        };
        SignInAddresses ours = settings.addresses(connectionId);
        SamlKeyRing ring = keys.ring();
        return new SpMetadata(
                        ours.entityId(),
                        ours.acsUrl(),
                        ours.logoutUrl(),
                        form,
                        ring.keys().stream().map(SamlKey::certificate).toList(),
                        ring.current().certificate())
                .xml();
    }
}
