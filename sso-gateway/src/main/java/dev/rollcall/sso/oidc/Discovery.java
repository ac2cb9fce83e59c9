package dev.rollcall.sso.oidc;

import dev.rollcall.kit.outbound.LastKnown;
import dev.rollcall.kit.outbound.Outbound;
import dev.rollcall.kit.outbound.PublishedKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.function.LongSupplier;

/** What providers publish: their addresses and keys, kept for a while. Keys are found by the connection's own provider, never by a token. */
@ApplicationScoped
class Discovery {
    /** Bytes of a discovery document; Keycloak's has 7 KiB. */
    private static final int DOCUMENT_MAX = 256 << 10;

    private final LastKnown<String> documents;
    private final LastKnown<PublishedKeys> keySets;

    @Inject
    Discovery(Outbound outbound) {
        this(outbound, System::nanoTime);
    }

    /** @param nanos by which it is judged how old something is */
    Discovery(Outbound outbound, LongSupplier nanos) {
        this.documents = new LastKnown<>(
                address -> outbound.require(Outbound.Call.get(address, "application/json", DOCUMENT_MAX)), nanos);
        this.keySets = new LastKnown<>(
                address -> PublishedKeys.read(outbound.require(Outbound.Call.get(
                        address, "application/jwk-set+json, application/json", PublishedKeys.TEXT_MAX))),
                nanos);
    }

    Verdict<ProviderMetadata> metadata(Provider provider) {
        String address = provider.discoveryAddress();
        try {
            String seen = documents.current(address);
            Verdict<ProviderMetadata> verdict = DiscoveryRules.read(seen, provider);
            // Somebody may just have put it right. At most one look a minute.
            return verdict instanceof Verdict.TurnedDown
                    ? DiscoveryRules.read(documents.newerThan(address, seen), provider)
                    : verdict;
        } catch (IOException e) {
            return unreachable(e);
        }
    }

    Verdict<PublishedKeys> keys(ProviderMetadata metadata) {
        try {
            return Verdict.accepted(keySets.current(metadata.jwksUri()));
        } catch (IOException e) {
            return unreachable(e);
        }
    }

    /** For a token whose key is not among {@code seen}: the provider may have changed it. At most one look a minute. */
    Verdict<PublishedKeys> keysAfter(ProviderMetadata metadata, PublishedKeys seen) {
        try {
            return Verdict.accepted(keySets.newerThan(metadata.jwksUri(), seen));
        } catch (IOException e) {
            return unreachable(e);
        }
    }

    static <T> Verdict<T> unreachable(IOException e) {
        return Verdict.turnedDown(
                OidcRefusal.PROVIDER_UNREACHABLE, "an answer of the provider", String.valueOf(e.getMessage()));
    }
}
