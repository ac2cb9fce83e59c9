package dev.rollcall.sso.saml;

/** What a connection wants to be told as NameID (SAML core §8.3). */
public enum NameIdForm {
    /** An e-mail address, whatever format the IdP calls it: many send {@code unspecified}. */
    EMAIL("urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"),
    /** An opaque name that stays the same; the IdP must call it so, or a passing name might be taken for a lasting one. */
    PERSISTENT("urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"),
    /** Whatever the IdP likes; the e-mail address must come as an attribute. */
    UNSPECIFIED("urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified");

    private final String uri;

    NameIdForm(String uri) {
        this.uri = uri;
    }

    String uri() {
        return uri;
    }
}
