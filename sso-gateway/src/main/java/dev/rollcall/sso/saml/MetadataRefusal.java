package dev.rollcall.sso.saml;

/** Why an IdP's metadata is not taken. Each has the sentence that its administrator reads. */
public enum MetadataRefusal {
    XML_INVALID("This is not XML that we read: plain UTF-8 without DOCTYPE, at most 256 KiB."),
    NOT_METADATA("This is XML, but not SAML 2.0 metadata: it must begin with EntityDescriptor."),
    SEVERAL_ENTITIES("These metadata describe several identity providers: give those of one."),
    NO_IDP("These metadata describe no SAML 2.0 identity provider; they may be a service provider's."),
    ENTITY_CHANGED(
            "The entity ID is another one than the connection's. Whoever changed identity providers makes a new connection."),
    EXPIRED("These metadata say themselves that they are out of date."),
    SIGN_ON_MISSING("There is no single sign-on address for the redirect or the POST binding."),
    URL_REFUSED("An address in these metadata is not an https address."),
    CERTIFICATE_MISSING("There is no signing certificate, and without one nothing could be believed."),
    CERTIFICATE_REFUSED("A signing certificate in these metadata cannot be used.");

    private final String text;

    MetadataRefusal(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
