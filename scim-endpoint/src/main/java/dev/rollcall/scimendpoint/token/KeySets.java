package dev.rollcall.scimendpoint.token;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.kit.outbound.LastKnown;
import dev.rollcall.kit.outbound.Outbound;
import dev.rollcall.kit.outbound.PublishedKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.security.Key;

/** Keys of trusted issuers, fetched when somebody needs them and kept for a while. */
@ApplicationScoped
class KeySets {
    private final LastKnown<PublishedKeys> sets;

    KeySets(Outbound outbound) {
        this.sets = new LastKnown<>(address -> PublishedKeys.read(outbound.require(
                Outbound.Call.get(address, "application/jwk-set+json, application/json", PublishedKeys.TEXT_MAX))));
    }

    /** The key of that id; refused as TOKEN_INVALID when the issuer has none, as UNAVAILABLE when its keys cannot be had. */
    Key require(String jwksUri, String keyId, String algorithm) {
        try {
            PublishedKeys keys = sets.current(jwksUri);
            if (keys.keys().stream().noneMatch(key -> keyId.equals(key.getKeyId()))) {
                keys = sets.newerThan(jwksUri, keys);
            }
            return keys.fitting(algorithm, keyId).stream()
                    .findFirst()
                    .orElseThrow(() -> Refusal.TOKEN_INVALID.because("The token's issuer has published no such key."))
                    .getKey();
        } catch (IOException e) {
            throw Refusal.UNAVAILABLE.because("The keys of the token's issuer cannot be fetched; try again.");
        }
    }
}
