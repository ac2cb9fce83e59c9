/**
 * Sign-in, sessions and access tokens. Who somebody is comes from here; what they may do comes from membership-service, which is asked at
 * every sign-in. Features: {@code owner} (the break-glass owner's password), {@code signin} (limits and events of attempts),
 * {@code identity} (what an identity provider vouches for), {@code saml} (whether a SAML message is believed), {@code oidc} (OpenID Connect,
 * up to who somebody is), {@code session} (cookie and pages), {@code trace} (what happened in a flow), {@code token} (signing keys and JWTs),
 * {@code accesstoken} (organizations' tokens), {@code stream} (the outbox), {@code neighbour} (who is asked), {@code secret} (randomness,
 * hashes, secrets at rest), {@code start}. Invariant: no secret is stored as it was given.
 */
package dev.rollcall.sso;
