package dev.rollcall.sso.idpreading;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.signin.IdpReadingsApi;
import dev.rollcall.contract.signin.SignInConnectionsApi.MetadataReading;
import dev.rollcall.sso.oidc.OidcObjection;
import dev.rollcall.sso.oidc.Provider;
import dev.rollcall.sso.oidc.ProviderCalls;
import dev.rollcall.sso.oidc.RelyingParty;
import dev.rollcall.sso.oidc.Verdict;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** For membership-service; InternalCallFilter lets nobody else in. */
public class IdpReadingsEndpoint implements IdpReadingsApi {
    /** Connections that are being set up: all together one, for nobody waits for these but their owners. */
    private static final UUID SET_UP = new UUID(0, 0);

    private final MetadataReads metadata;
    private final RelyingParty relyingParty;
    private final ProviderCalls calls;

    IdpReadingsEndpoint(MetadataReads metadata, RelyingParty relyingParty, ProviderCalls calls) {
        this.metadata = metadata;
        this.relyingParty = relyingParty;
        this.calls = calls;
    }

    @Override
    public MetadataReading readMetadata(MetadataSource source) {
        String url = source.url();
        String xml = source.xml();
        if (xml != null) {
            return metadata.read(url == null ? "" : url, xml);
        }
        if (url == null) {
            throw Refusal.VALUE_INVALID.because("url or xml is needed.");
        }
        try (var seat = calls.enter(SET_UP)) {
            return metadata.fetch(url);
        }
    }

    @Override
    public DiscoveryReading readDiscovery(DiscoverySource source) {
        try (var seat = calls.enter(SET_UP)) {
            Provider provider = switch (source.kind()) {
                case STANDARD -> new Provider.Standard(source.issuer());
                case ENTRA -> new Provider.Entra(source.issuer(), Set.copyOf(source.tenants()));
            };
            return switch (relyingParty.algorithms(provider)) {
                case Verdict.Accepted<List<String>> accepted -> new DiscoveryReading(null, accepted.value());
                case Verdict.TurnedDown<List<String>> down -> failed(sentence(down.objection()));
            };
        } catch (IllegalArgumentException e) {
            return failed(String.valueOf(e.getMessage()));
        }
    }

    private static String sentence(OidcObjection objection) {
        return objection.why().advice() + " Expected " + objection.expected() + "; received " + objection.received()
                + ".";
    }

    private static DiscoveryReading failed(String sentence) {
        return new DiscoveryReading(sentence, List.of());
    }
}
