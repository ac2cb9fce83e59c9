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
}
