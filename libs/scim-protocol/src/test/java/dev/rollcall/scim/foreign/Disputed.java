package dev.rollcall.scim.foreign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.filter.Filter.And;
import dev.rollcall.scim.filter.Filter.Compare;
import dev.rollcall.scim.filter.Filter.Not;
import dev.rollcall.scim.filter.Filter.Or;
import dev.rollcall.scim.filter.Filter.Present;
import dev.rollcall.scim.filter.Filter.ValuePath;
import dev.rollcall.scim.filter.Operator;
import dev.rollcall.scim.path.AttributePath;
import dev.rollcall.scim.schema.ResourceTypes;
import java.util.regex.Pattern;

/** Where SCIM-SDK 1.30 and we differ about filters, and the standard is with us. */
final class Disputed {
    private static final Pattern CAPITAL = Pattern.compile("[A-Z]");

    private Disputed() {}

    static boolean in(Filter filter, ObjectNode user) {
        return switch (filter) {
            case And and -> and.operands().stream().anyMatch(operand -> in(operand, user));
            case Or or -> or.operands().stream().anyMatch(operand -> in(operand, user));
            case Not not -> in(not.operand(), user);
            case Present present -> ofAnAbsentExtension(present.path(), user);
            case Compare compare ->
                ofAnAbsentExtension(compare.path(), user)
                        || ofAnIdInCapitals(compare, user)
                        || escaped(compare)
                        // RFC 7644 §3.4.2.2, table 3: lt and le need a value that is less; to the SDK no value is less
                        // than any.
                        || less(compare) && !present(compare.path(), user);
            case ValuePath list ->
                // RFC 7644 §3.4.2.2: a value path wants one value that fits. To the SDK a list without values fits
                // "ne", "lt" and "not".
                !present(list.path(), user)
                        // By the same words "not" is asked of each value; the SDK asks whether none fits what is
                        // negated.
                        || negates(list.inner())
                        || escapes(list.inner());
        };
    }

    /** The SDK fails with an exception of its own on "extension:manager.value" of a user without that extension. */
    private static boolean ofAnAbsentExtension(AttributePath path, ObjectNode user) {
        return path.schema() != null && !user.has(path.schema());
    }

    /**
     * RFC 7643 §8.7.1 prints {@code caseExact: false} for the manager's {@code value}, which by its description is an {@code id}; ids are
     * case exact (§3.1), and so is it with us.
     */
    private static boolean ofAnIdInCapitals(Compare compare, ObjectNode user) {
        return compare.path().schema() != null
                && CAPITAL.matcher(compare.literal().asText()
                                + user.at("/" + compare.path().schema() + "/manager/value")
                                        .asText())
                        .find();
    }

    /** RFC 7644 §3.4.2.2, figure 1: text is a JSON string (RFC 7159 §7); the SDK's grammar knows no escapes. */
    private static boolean escaped(Compare compare) {
        return compare.literal().isTextual() && compare.literal().textValue().matches(".*[\"\\\\].*");
    }

    private static boolean less(Compare compare) {
        return compare.operator() == Operator.LT || compare.operator() == Operator.LE;
    }

    private static boolean present(AttributePath path, ObjectNode user) {
        return new Present(path).matches(ResourceTypes.USER, user);
    }

    private static boolean negates(Filter filter) {
        return filter.toString().contains("not (");
    }

    private static boolean escapes(Filter filter) {
        return filter.toString().contains("\\");
    }
}
