package dev.rollcall.contract.provisioning;

/** Where identity providers reach scim-endpoint, below its public address: what one service serves and another prints. */
public final class ScimPaths {
    public static final String BASE = "/scim/v2";
    /** RFC 6749 §3.2. */
    public static final String TOKEN = BASE + "/oauth/token";
    /** RFC 8414 §3.1: the issuer is the base URL, whose path follows. */
    public static final String METADATA = "/.well-known/oauth-authorization-server";

    private ScimPaths() {}
}
