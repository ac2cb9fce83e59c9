package dev.rollcall.sso.flow;

import java.net.IDN;
import java.util.Locale;

/** The domain of an e-mail address as connections have it: in its IDNA form, in lower case. */
final class AddressDomain {
    private AddressDomain() {}

    /** Empty for what has none. */
    static String of(String email) {
        String domain = email.strip().substring(email.strip().lastIndexOf('@') + 1);
        try {
            return IDN.toASCII(domain).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
