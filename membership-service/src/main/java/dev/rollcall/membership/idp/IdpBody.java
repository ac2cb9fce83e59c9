package dev.rollcall.membership.idp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.contract.signin.IdpSettings.Oidc.Authentication;
import dev.rollcall.contract.signin.IdpSettings.Oidc.Kind;
import dev.rollcall.contract.signin.IdpSettings.Saml.NameId;
import dev.rollcall.kit.certificate.IdpCertificate;
import dev.rollcall.membership.admin.Fields;
import dev.rollcall.membership.admin.Ids;
import dev.rollcall.membership.idp.IdpAddressRules.Reach;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what an owner sends, field by field; which form it is shows by the field that only this form has. */
final class IdpBody {
    static final int ENTITY_ID_MAX = 1_024; // SAML core §8.3.6
    static final int ADDRESS_MAX = 2_048; // what every browser takes
    /** Characters; sso-gateway reads no longer one. */
    private static final int METADATA_MAX = 262_144;

    private static final int CLIENT_ID_MAX = 255;
    private static final int SECRET_MAX = 1_024; // far longer than any provider's
    private static final int TENANTS_MAX = 20; // a group's directories
    private static final int SCOPES_MAX = 20;
    private static final int SCOPE_MAX = 200; // an address, at Entra
    private static final int CLAIM_MAX = 255;
    private static final List<String> USUAL_SCOPES = List.of("openid", "profile", "email");
    private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5b\\x5d-\\x7e]+"); // RFC 6749 §3.3
    private static final String ENTRA = "https://login.microsoftonline.com";
    /** Signatures with a public key (RFC 7518 §3.1); those that sso-gateway verifies. */
    private static final List<String> ALGORITHMS =
            List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

    private final Fields fields;
    private final Reach reach;

    private IdpBody(Fields fields, Reach reach) {
        this.fields = fields;
        this.reach = reach;
    }

    static NewIdp read(@Nullable ObjectNode body, Reach reach) {
        Fields fields = Fields.of(body);
        NewIdp wanted = new IdpBody(fields, reach).read();
        fields.end();
        return wanted;
    }

    private NewIdp read() {
        if (fields.has("metadataUrl")) {
            return new NewIdp.FromUrl(address("metadataUrl"), choices());
        }
        if (fields.has("metadata")) {
            String xml = Objects.requireNonNullElse(fields.optionalPasted("metadata", METADATA_MAX), "");
            return new NewIdp.FromDocument(xml, choices());
        }
        if (fields.has("entityId")) {
            return byHand();
        }
        if (fields.has("tenants")) {
            return oidc(Kind.ENTRA, issuer(ENTRA), tenants());
        }
        if (fields.has("issuer")) {
            return oidc(Kind.STANDARD, address("issuer"), List.of());
        }
        throw Fields.refused(
                "metadataUrl",
                "is required for SAML, or metadata, or entityId and what belongs to it; for OpenID Connect issuer, or tenants for"
                        + " Microsoft Entra ID");
    }

    private NewIdp byHand() {
        var certificates = CertificateReading.ofPems(
                fields.pastedTexts("certificates", CertificateReading.MAX, IdpCertificate.CHARACTERS_MAX * 2));
        return new NewIdp.ByHand(
                fields.text("entityId", ENTITY_ID_MAX),
                address("signOnUrl"),
                optionalAddress("logoutUrl"),
                certificates,
                choices());
    }

    private NewIdp.SamlChoices choices() {
        return new NewIdp.SamlChoices(
                Objects.requireNonNullElse(fields.optionalConstant("nameId", NameId.class), NameId.EMAIL),
                Boolean.TRUE.equals(fields.optionalFlag("expiredCertificatesAccepted")));
    }

    private NewIdp oidc(Kind kind, String issuer, List<String> tenants) {
        Authentication authentication = Objects.requireNonNullElse(
                fields.optionalConstant("authentication", Authentication.class), Authentication.CLIENT_SECRET_BASIC);
        String secret = fields.optionalText("clientSecret", SECRET_MAX);
        if (secret != null && authentication == Authentication.PRIVATE_KEY_JWT) {
            throw Fields.refused("clientSecret", "has no place beside PRIVATE_KEY_JWT, where a signature is the proof");
        }
        return new NewIdp.OidcClient(
                kind,
                issuer,
                tenants,
                fields.text("clientId", CLIENT_ID_MAX),
                authentication,
                secret,
                algorithms(),
                scopes(),
                fields.optionalText("groupsClaim", CLAIM_MAX));
    }

    /** National clouds have hosts of their own. */
    private String issuer(String usual) {
        String issuer = optionalAddress("issuer");
        if (issuer != null && !URI.create(issuer).getRawPath().isEmpty()) {
            throw Fields.refused("issuer", "must be the host alone here, as in " + usual);
        }
        return Objects.requireNonNullElse(issuer, usual);
    }

    /** R-SSO-2. A domain's name or {@code common} would let other directories in than the one that was meant. */
    private List<String> tenants() {
        List<String> given = fields.optionalTexts("tenants", TENANTS_MAX, CLIENT_ID_MAX);
        if (given == null || given.isEmpty()) {
            throw Fields.refused("tenants", "must name one directory at least");
        }
        return given.stream()
                .map(tenant -> Ids.parse(tenant)
                        .map(UUID::toString)
                        .orElseThrow(() -> Fields.refused(
                                "tenants",
                                "'" + tenant
                                        + "' is no directory id; Entra shows it as Directory (tenant) ID, in the form"
                                        + " 00000000-0000-0000-0000-000000000000")))
                .distinct()
                .toList();
    }

    private List<String> algorithms() {
        List<String> wanted = fields.optionalTexts("algorithms", ALGORITHMS.size(), CLAIM_MAX);
        if (wanted != null && (wanted.isEmpty() || !ALGORITHMS.containsAll(wanted))) {
            throw Fields.refused("algorithms", "must be some of " + String.join(", ", ALGORITHMS));
        }
        return wanted == null ? List.of() : wanted;
    }

    private List<String> scopes() {
        List<String> wanted =
                Objects.requireNonNullElse(fields.optionalTexts("scopes", SCOPES_MAX, SCOPE_MAX), USUAL_SCOPES);
        if (!wanted.contains("openid")
                || !wanted.stream().allMatch(scope -> SCOPE.matcher(scope).matches())) {
            throw Fields.refused("scopes", "must be names without spaces, openid among them");
        }
        return wanted;
    }

    private String address(String name) {
        return checked(name, fields.text(name, ADDRESS_MAX));
    }

    private @Nullable String optionalAddress(String name) {
        String address = fields.optionalText(name, ADDRESS_MAX);
        return address == null ? null : checked(name, address);
    }

    private String checked(String name, String address) {
        IdpAddressRules.objection(address, reach).ifPresent(objection -> {
            throw Fields.refused(name, objection);
        });
        return address;
    }
}
