package dev.rollcall.membership.idp;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.signin.IdpSettings.Saml;
import dev.rollcall.membership.idp.IdpAddressRules.Reach;
import java.util.Optional;

/** Which metadata may take the place of those before, with nobody looking on. */
final class RefreshRules {
    private RefreshRules() {}

    /** Refused, with a sentence for owners, when they are another provider's (R-NEG-46) or lead where browsers must not be sent. */
    static Saml fresh(Saml known, Saml read, Reach reach) {
        if (!known.entityId().equals(read.entityId())) {
            throw Refusal.VALUE_INVALID.because("The metadata are now of the entity " + read.entityId() + ", not "
                    + known.entityId() + ". If that is meant, an owner sets them anew.");
        }
        Optional<String> objection = IdpAddressRules.objection(read.signOnUrl(), reach)
                .or(() -> read.logoutUrl() == null
                        ? Optional.empty()
                        : IdpAddressRules.objection(read.logoutUrl(), reach));
        if (objection.isPresent()) {
            throw Refusal.VALUE_INVALID.because("An address in the metadata " + objection.get() + ".");
        }
        return read;
    }

    /**
     * Why an owner should look at them first; empty when they may be taken over. A provider that changes its key publishes the next one beside the
     * old one, and then these share one with those in force. What shares none may be a mistake, or anybody's who got hold of where the document
     * lies; not so where it comes over https from the very host that people sign in at: who holds that is the provider.
     */
    static Optional<String> doubt(Saml known, Saml read) {
        String host = IdpRules.host(known.signOnUrl());
        if (!host.equals(IdpRules.host(read.signOnUrl()))) {
            return Optional.of("They lead people to " + IdpRules.host(read.signOnUrl()) + " to sign in, no longer to "
                    + host + ".");
        }
        return IdpRules.shareCertificate(known, read) || isProvidersOwn(known, host)
                ? Optional.empty()
                : Optional.of("None of their certificates is one of those in force.");
    }

    private static boolean isProvidersOwn(Saml known, String host) {
        String url = known.metadataUrl();
        return url != null && url.regionMatches(true, 0, "https://", 0, 8) && host.equals(IdpRules.host(url));
    }
}
