package dev.rollcall.sso.saml;

import java.util.regex.Pattern;

/** Whether a text is an address at all; whose it is and whether its domain is verified is decided by membership-service. */
final class EmailShape {
    /** RFC 5321 §4.5.3.1.3, as corrected: a path has 256 characters with its brackets. */
    private static final int LENGTH_MAX = 254;

    /**
     * Nothing in it that is not seen: with it, two addresses would look like one. ASCII comes first, as ranges, for it is nearly all that comes and
     * is looked for in half the time.
     */
    private static final Pattern EMAIL =
            Pattern.compile("[\\x21-\\x3F\\x41-\\x7E[^\\x00-\\x7F\\p{IsWhite_Space}\\p{Cc}\\p{Cf}]]{1,64}"
                    + "@[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}\\.)+[A-Za-z0-9-]{2,63}");

    private EmailShape() {}

    static boolean fits(String text) {
        return text.length() <= LENGTH_MAX && EMAIL.matcher(text).matches();
    }
}
