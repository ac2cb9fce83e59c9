package dev.rollcall.sso.owner;

import java.text.Normalizer;
import java.util.Locale;

/** How a typed e-mail is read, and how long things may be. */
public final class OwnerRules {
    /** RFC 5321 §4.5.3.1.3 allows 254 characters; the rest is room for spaces that people paste. */
    public static final int IDENTIFIER_MAX = 320;
    /** Longer than any passphrase; bounds what the hash has to read. */
    public static final int SECRET_MAX = 1024;
    /** Below that, guessing at the allowed rate becomes thinkable. */
    public static final int CONFIGURED_PASSWORD_MIN = 12;

    private OwnerRules() {}

    /** One spelling for one mailbox: no spaces around it, one form of each letter, lower case. */
    public static String normalized(String email) {
        return Normalizer.normalize(email.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
