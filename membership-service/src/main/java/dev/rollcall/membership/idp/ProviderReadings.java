package dev.rollcall.membership.idp;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.contract.signin.IdpReadingsApi;
import dev.rollcall.contract.signin.IdpReadingsApi.DiscoveryReading;
import dev.rollcall.contract.signin.IdpReadingsApi.DiscoverySource;
import dev.rollcall.contract.signin.IdpReadingsApi.MetadataSource;
import dev.rollcall.contract.signin.IdpSettings;
import dev.rollcall.contract.signin.IdpSettings.Oidc;
import dev.rollcall.contract.signin.IdpSettings.Saml;
import dev.rollcall.contract.signin.SignInConnectionsApi.MetadataReading;
import dev.rollcall.kit.CallFailed;
import dev.rollcall.kit.RestCalls;
import dev.rollcall.membership.admin.Fields;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Completes what an owner asks for with what the identity provider publishes; sso-gateway reads that, for it alone calls addresses outside. */
@ApplicationScoped
class ProviderReadings {
    private final IdpReadingsApi gateway;

    ProviderReadings(RestCalls calls, @ConfigProperty(name = "rollcall.sso.url") URI url) {
        this.gateway = calls.client(IdpReadingsApi.class, "sso-gateway", url);
    }

    /**
     * Whole settings, not stored yet.
     *
     * @param settings without a secret where the owner gave none
     * @param validUntil as in {@link MetadataLook}
     */
    record Proposal(IdpSettings settings, @Nullable Instant validUntil) {}

    /** Takes as long as the provider does; no transaction may be open. */
    Proposal complete(NewIdp wanted) {
        return switch (wanted) {
            case NewIdp.FromUrl given ->
                metadata("metadataUrl", new MetadataSource(given.metadataUrl(), null), given.choices());
            case NewIdp.FromDocument given ->
                metadata("metadata", new MetadataSource(null, given.xml()), given.choices());
            case NewIdp.ByHand given ->
                new Proposal(
                        new Saml(
                                given.entityId(),
                                given.signOnUrl(),
                                given.logoutUrl(),
                                given.certificates().stream()
                                        .map(StoredCertificate::der)
                                        .toList(),
                                given.choices().expiredCertificatesAccepted(),
                                given.choices().nameId(),
                                null),
                        null);
            case NewIdp.OidcClient given -> new Proposal(oidc(given), null);
        };
    }

    private Proposal metadata(String field, MetadataSource source, NewIdp.SamlChoices choices) {
        MetadataReading reading = ask(field, () -> gateway.readMetadata(source));
        if (reading.failure() != null) {
            throw Refusal.VALUE_INVALID.because(field + ": " + reading.failure());
        }
        return new Proposal(saml(reading, choices, source.url()), reading.validUntil());
    }

    /** What a good reading comes to. */
    static Saml saml(MetadataReading reading, NewIdp.SamlChoices choices, @Nullable String url) {
        return new Saml(
                Objects.requireNonNull(reading.entityId()),
                Objects.requireNonNull(reading.signOnUrl()),
                reading.logoutUrl(),
                CertificateReading.ofDers(reading.certificates()).stream()
                        .map(StoredCertificate::der)
                        .toList(),
                choices.expiredCertificatesAccepted(),
                choices.nameId(),
                url);
    }

    private Oidc oidc(NewIdp.OidcClient given) {
        String field = given.kind() == Oidc.Kind.ENTRA ? "tenants" : "issuer";
        DiscoverySource source = new DiscoverySource(given.kind(), given.issuer(), given.tenants());
        DiscoveryReading reading = ask(field, () -> gateway.readDiscovery(source));
        if (reading.failure() != null) {
            throw Refusal.VALUE_INVALID.because(field + ": " + reading.failure());
        }
        return new Oidc(
                given.kind(),
                given.issuer(),
                given.tenants(),
                given.clientId(),
                given.authentication(),
                given.clientSecret(),
                algorithms(given.algorithms(), reading.algorithms()),
                given.scopes(),
                given.groupsClaim());
    }

    private static List<String> algorithms(List<String> wanted, List<String> published) {
        if (wanted.isEmpty() && published.isEmpty()) {
            throw Fields.refused(
                    "algorithms", "the provider publishes none that is taken here; name those that it signs with");
        }
        if (!published.isEmpty() && !published.containsAll(wanted)) {
            throw Fields.refused("algorithms", "the provider signs with " + String.join(", ", published) + " only");
        }
        return wanted.isEmpty() ? published : wanted;
    }

    private static <T> T ask(String field, Supplier<T> question) {
        try {
            return question.get();
        } catch (CallFailed e) {
            throw away();
        } catch (Refused refused) {
            throw switch (refused.refusal().kind()) {
                case INVALID, TOO_LARGE -> Refusal.VALUE_INVALID.because(field + ": " + refused.detail());
                case UNAUTHENTICATED,
                        FORBIDDEN,
                        NOT_FOUND,
                        CONFLICT,
                        PRECONDITION,
                        MEDIA_TYPE,
                        LIMITED,
                        NOT_SUPPORTED,
                        UNAVAILABLE -> away();
            };
        }
    }

    private static Refused away() {
        return Refusal.UNAVAILABLE.because(
                "sso-gateway, which reads what identity providers publish, cannot be reached."
                        + " Nothing was changed; try again.");
    }
}
