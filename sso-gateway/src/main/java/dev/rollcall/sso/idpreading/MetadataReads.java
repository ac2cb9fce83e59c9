package dev.rollcall.sso.idpreading;

import dev.rollcall.contract.signin.SignInConnectionsApi.MetadataReading;
import dev.rollcall.kit.outbound.Outbound;
import dev.rollcall.sso.saml.IdpMetadata;
import dev.rollcall.sso.saml.IdpMetadataReading;
import io.quarkus.runtime.configuration.ConfigUtils;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One look at an identity provider's metadata. */
@ApplicationScoped
class MetadataReads {
    /** Bytes; the parser takes no more. Federations' documents of thousands of entities are refused anyway. */
    private static final int DOCUMENT_MAX = 256 << 10;

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");
    private static final String ACCEPT = "application/samlmetadata+xml, application/xml;q=0.9, text/xml;q=0.8";
    private static final String POST_ONLY = "This identity provider takes sign-on requests by POST only;"
            + " a single sign-on address for the redirect binding is needed.";

    private final Outbound outbound;
    private final Clock clock;
    private final boolean loopback = ConfigUtils.isProfileActive("sandbox") || ConfigUtils.isProfileActive("test");

    MetadataReads(Outbound outbound, Clock clock) {
        this.outbound = outbound;
        this.clock = clock;
    }

    MetadataReading fetch(String url) {
        try {
            return read(url, outbound.require(Outbound.Call.get(url, ACCEPT, DOCUMENT_MAX)));
        } catch (IOException e) {
            return failed(url, "The metadata cannot be fetched: " + e.getMessage() + ".");
        }
    }

    /** @param url where it came from; empty when it was handed over */
    MetadataReading read(String url, String document) {
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        return switch (IdpMetadataReading.read(bytes, null, loopback, clock.instant())) {
            case IdpMetadata.Verdict.Refused refused ->
                failed(url, refused.why().text() + detail(refused.detail()));
            case IdpMetadata.Verdict.Read read -> reading(url, read.metadata());
        };
    }

    private static MetadataReading reading(String url, IdpMetadata metadata) {
        String signOn = metadata.redirectUrl();
        return signOn == null
                ? failed(url, POST_ONLY)
                : new MetadataReading(
                        url,
                        null,
                        metadata.entityId(),
                        signOn,
                        metadata.logoutUrl(),
                        metadata.certificates().stream()
                                .map(MetadataReads::base64)
                                .toList(),
                        stored(metadata.validUntil()));
    }

    /** Databases end before Java's times do; what is valid for so long has no end. */
    private static @Nullable Instant stored(@Nullable Instant validUntil) {
        return validUntil == null || validUntil.isAfter(LAST) ? null : validUntil;
    }

    private static MetadataReading failed(String url, String sentence) {
        return new MetadataReading(url, sentence, null, null, null, List.of(), null);
    }

    private static String detail(@Nullable String found) {
        return found == null ? "" : " (" + found + ")";
    }

    private static String base64(X509Certificate certificate) {
        try {
            return Base64.getEncoder().encodeToString(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
