package dev.rollcall.sso.oidc;

/**
 * One check that failed, for the trace of the sign-in.
 *
 * @param expected what would have been right
 * @param received what came, cut and without control characters; the provider's words, to be escaped wherever they are shown. Never a secret
 */
public record OidcObjection(OidcRefusal why, String expected, String received) {
    /** Enough to recognise an address or a message. */
    private static final int SHOWN_MAX = 300;

    public OidcObjection {
        received = shown(received);
    }

    static String shown(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", " ");
        return clean.length() <= SHOWN_MAX ? clean : clean.substring(0, SHOWN_MAX) + "…";
    }
}
