package dev.rollcall.membership.query;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.filter.Filter.And;
import dev.rollcall.scim.filter.Filter.Compare;
import dev.rollcall.scim.filter.Filter.ValuePath;
import dev.rollcall.scim.filter.Operator;
import dev.rollcall.scim.path.AttributePath;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Look-ups by e-mail (E15). Column {@code email_keys} holds the e-mails in lower case unless the only one is the userName, so who has an
 * e-mail is found by one of two indexes; the exact condition then judges what was found.
 */
final class EmailKeys {
    private static final AttributePath EMAILS = AttributePath.of("emails");
    private static final AttributePath VALUE = AttributePath.of("value");

    private EmailKeys() {}

    /** The comparison as a value path, if it looks an e-mail up; null if not. */
    static @Nullable ValuePath lookUp(Compare compare) {
        return compare.path().equals(EMAILS.withSub("value")) && compare.operator() == Operator.EQ
                ? new ValuePath(EMAILS, new Compare(VALUE, Operator.EQ, compare.literal()))
                : null;
    }

    /** The same condition, for an index to answer where the filter looks an e-mail up. */
    static Condition narrowed(ValuePath filter, Condition exact) {
        String key = filter.path().equals(EMAILS) ? sought(filter.inner()) : null;
        if (key == null) {
            return exact;
        }
        String json = TextNode.valueOf(key).toString();
        return Condition.all(
                List.of(Condition.of("(s.user_name_key = ? or s.email_keys @> ?::jsonb)", key, json), exact));
    }

    /** The value that every match has, in lower case; null when the filter names none. */
    private static @Nullable String sought(Filter inner) {
        if (inner instanceof And and) {
            for (Filter operand : and.operands()) {
                String key = sought(operand);
                if (key != null) {
                    return key;
                }
            }
        }
        boolean equal =
                inner instanceof Compare compare && compare.path().equals(VALUE) && compare.operator() == Operator.EQ;
        return equal ? key(((Compare) inner).literal().asText()) : null;
    }

    /** Beyond ASCII the case of a letter may depend on its neighbours, and in the column those are quotes and commas. */
    private static @Nullable String key(String text) {
        boolean ascii = text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
        return ascii && !text.isEmpty() ? text.toLowerCase(Locale.ROOT) : null;
    }
}
