/**
 * The key pair by which SAML identity providers know this installation. Owns table {@code saml_key}; no route, the certificate is shown in
 * {@code /saml/{connection}/metadata}. Invariant: all replicas have one key, made once, and its private half is stored sealed only.
 */
package dev.rollcall.sso.samlkey;
