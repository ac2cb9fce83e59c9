package dev.rollcall.sso.saml;

import dev.rollcall.kit.certificate.IdpCertificate;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * Reads an IdP's metadata (SAML metadata §2.4.3). They are believed because an administrator pasted them or named their https address; a
 * signature in them is not looked at.
 */
public final class IdpMetadataReading {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private IdpMetadataReading() {}

    /**
     * @param entityId the connection's, if it has one: a document about another entity is refused, not followed
     * @param loopbackAllowed whether an IdP on this machine may do without TLS; only ever so on a developer's machine
     * @param now documents whose {@code validUntil} has passed are refused; whoever refreshes keeps the last good ones then
     */
    public static IdpMetadata.Verdict read(
            byte[] xml, @Nullable String entityId, boolean loopbackAllowed, Instant now) {
        try {
            Element entity = onlyEntity(root(xml));
            requireCurrent(entity, entityId, now);
            return new IdpMetadata.Verdict.Read(metadata(entity, loopbackAllowed));
        } catch (Unusable unusable) {
            return new IdpMetadata.Verdict.Refused(unusable.why, unusable.getMessage());
        } catch (SamlRefused refused) {
            return new IdpMetadata.Verdict.Refused(
                    MetadataRefusal.NOT_METADATA, refused.verdict().expected());
        }
    }

    private static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;
        private final MetadataRefusal why;

        Unusable(MetadataRefusal why, @Nullable String detail) {
            super(detail, null, false, false);
            this.why = why;
        }
    }

    private static Element root(byte[] xml) throws Unusable {
        try {
            return SecureXml.parse(xml).getDocumentElement();
        } catch (SamlRefused refused) {
            throw new Unusable(MetadataRefusal.XML_INVALID, refused.verdict().received());
        }
    }

    private static void requireCurrent(Element entity, @Nullable String entityId, Instant now)
            throws Unusable, SamlRefused {
        String id = Markup.requiredAttribute(entity, "entityID");
        if (entityId != null && !entityId.equals(id)) {
            throw new Unusable(MetadataRefusal.ENTITY_CHANGED, id);
        }
        Instant validUntil = Markup.time(entity, "validUntil");
        if (validUntil != null && !now.isBefore(validUntil)) {
            throw new Unusable(MetadataRefusal.EXPIRED, validUntil.toString());
        }
    }

    private static IdpMetadata metadata(Element entity, boolean loopbackAllowed) throws Unusable, SamlRefused {
        Element idp = idp(entity);
        String redirect = location(idp, "SingleSignOnService", SamlNames.REDIRECT, loopbackAllowed);
        String post = location(idp, "SingleSignOnService", SamlNames.POST, loopbackAllowed);
        if (redirect == null && post == null) {
            throw new Unusable(MetadataRefusal.SIGN_ON_MISSING, null);
        }
        return new IdpMetadata(
                Markup.requiredAttribute(entity, "entityID"),
                certificates(idp),
                redirect,
                post,
                location(idp, "SingleLogoutService", SamlNames.REDIRECT, loopbackAllowed),
                "true".equals(Markup.attribute(idp, "WantAuthnRequestsSigned")),
                Markup.time(entity, "validUntil"));
    }

    private static Element onlyEntity(Element root) throws Unusable {
        if (Markup.is(root, SamlNames.METADATA, "EntityDescriptor")) {
            return root;
        }
        List<Element> entities = Markup.children(root, SamlNames.METADATA, "EntityDescriptor");
        if (!Markup.is(root, SamlNames.METADATA, "EntitiesDescriptor") || entities.isEmpty()) {
            throw new Unusable(MetadataRefusal.NOT_METADATA, root.getNodeName());
        }
        if (entities.size() > 1) {
            throw new Unusable(MetadataRefusal.SEVERAL_ENTITIES, String.valueOf(entities.size()));
        }
        return entities.getFirst();
    }

    private static Element idp(Element entity) throws Unusable {
        for (Element descriptor : Markup.children(entity, SamlNames.METADATA, "IDPSSODescriptor")) {
            String protocols = descriptor.getAttributeNS(null, "protocolSupportEnumeration");
            if (List.of(protocols.split("\\s+")).contains(SamlNames.PROTOCOL)) {
                return descriptor;
            }
        }
        throw new Unusable(MetadataRefusal.NO_IDP, null);
    }

    private static @Nullable String location(Element idp, String service, String binding, boolean loopbackAllowed)
            throws Unusable, SamlRefused {
        for (Element endpoint : Markup.children(idp, SamlNames.METADATA, service)) {
            if (binding.equals(Markup.attribute(endpoint, "Binding"))) {
                String location = Markup.requiredAttribute(endpoint, "Location");
                if (!fit(location, loopbackAllowed)) {
                    throw new Unusable(MetadataRefusal.URL_REFUSED, location);
                }
                return location;
            }
        }
        return null;
    }

    /** Browsers are sent there: a javascript: address would run as ours, an http one would carry the request in clear. */
    private static boolean fit(String location, boolean loopbackAllowed) {
        try {
            URI uri = new URI(location);
            String host = uri.getHost();
            if (host == null || uri.getUserInfo() != null) {
                return false;
            }
            boolean loopback = loopbackAllowed && "http".equals(uri.getScheme()) && LOOPBACK.contains(host);
            return "https".equals(uri.getScheme()) || loopback;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Metadata §2.4.1.1: a KeyDescriptor without {@code use} serves for both, so also for signing. */
    private static List<X509Certificate> certificates(Element idp) throws Unusable, SamlRefused {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Element descriptor : Markup.children(idp, SamlNames.METADATA, "KeyDescriptor")) {
            if (!"encryption".equals(Markup.attribute(descriptor, "use"))) {
                Element info = Markup.required(descriptor, SamlNames.SIGNATURE, "KeyInfo");
                for (Element data : Markup.children(info, SamlNames.SIGNATURE, "X509Data")) {
                    for (Element certificate : Markup.children(data, SamlNames.SIGNATURE, "X509Certificate")) {
                        certificates.add(certificate(Markup.text(certificate)));
                    }
                }
            }
        }
        if (certificates.isEmpty()) {
            throw new Unusable(MetadataRefusal.CERTIFICATE_MISSING, null);
        }
        return certificates.stream().distinct().toList();
    }

    private static X509Certificate certificate(String base64) throws Unusable {
        return switch (IdpCertificate.ofBase64(base64)) {
            case IdpCertificate.Read read -> read.certificate();
            case IdpCertificate.Refused refused ->
                throw new Unusable(MetadataRefusal.CERTIFICATE_REFUSED, refused.text());
        };
    }
}
