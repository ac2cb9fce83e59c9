package dev.rollcall.membership.account;

import dev.rollcall.contract.account.AccountsApi.OwnerEmail;
import dev.rollcall.membership.admin.Fields;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The form of the owner's address, and the usernames it suggests. */
final class AccountRules {
    private static final int EMAIL_MAX = 254; // RFC 5321 §4.5.3.1.3, less the angle brackets
    private static final Pattern EMAIL =
            Pattern.compile("[^@\\s\\p{Cntrl}]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?");
    private static final int USER_NAME_MAX = 30;

    private AccountRules() {}

    static String requireEmail(@Nullable OwnerEmail owner) {
        String email = owner == null ? null : owner.email();
        if (email == null || email.length() > EMAIL_MAX || !EMAIL.matcher(email).matches()) {
            throw Fields.refused("email", "must be an e-mail address");
        }
        return email;
    }

    /** A username from the address's local part; {@code attempt} counts from 1 and makes it differ. */
    static String userName(String email, int attempt) {
        String local = email.substring(0, email.indexOf('@')).toLowerCase(Locale.ROOT);
        String clean = local.replaceAll("[^a-z0-9]", "");
        String name = clean.length() < 3 ? "owner" : clean.substring(0, Math.min(clean.length(), USER_NAME_MAX));
        return attempt == 1 ? name : name + attempt;
    }
}
