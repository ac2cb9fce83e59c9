package dev.rollcall.membership.query;

import dev.rollcall.contract.provisioning.ResourceQuery;
import dev.rollcall.contract.refusal.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of a list behind a place in it: found by index however far it is, and the same whatever comes or goes before it. */
public final class Behind {
    private Behind() {}

    /**
     * @param values gets what the condition needs
     * @return a condition on alias {@code s}, with {@code and} before it; empty when the query begins at the beginning
     */
    public static String sql(ResourceQuery query, List<@Nullable Object> values) {
        if (query.after() == null) {
            return "";
        }
        if (query.sortBy() != null) {
            throw Refusal.REQUEST_MALFORMED.because("A place by id is one in the order of ids only.");
        }
        values.add(query.after());
        return query.descending() ? " and s.id < ?" : " and s.id > ?";
    }
}
