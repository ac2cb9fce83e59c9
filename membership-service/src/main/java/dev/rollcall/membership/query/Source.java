package dev.rollcall.membership.query;

import dev.rollcall.scim.ScimRefusal;

/** Where the values of an attribute are, and how to say that one of them meets a condition. */
sealed interface Source {

    /** A condition on one value, as a condition on the resource: at least one value meets it. */
    Condition some(Condition one);

    /**
     * The value that the resource is sorted by: the primary one, or else the first (RFC 7644 §3.4.2.3).
     *
     * @throws ScimRefusal invalidValue when there is no order among the values
     */
    String preferred(String sortKey);

    /** The row itself: always one value. */
    record Row() implements Source {
        @Override
        public Condition some(Condition one) {
            return one;
        }

        @Override
        public String preferred(String sortKey) {
            return sortKey;
        }
    }

    /** One complex value in JSON, or none. */
    record JsonObject(String sql) implements Source {
        @Override
        public Condition some(Condition one) {
            return one.within("(" + sql + " is not null and ", ")");
        }

        @Override
        public String preferred(String sortKey) {
            return sortKey;
        }
    }

    /** A list in JSON, each value as {@code v.value}. */
    record JsonList(String sql) implements Source {
        private String rows() {
            // Lax: a value that is no list counts as a list of one, as in the filter's definition, and none fails the
            // query.
            return "jsonb_path_query(" + sql + ", '$[*]') with ordinality as v(value, position)";
        }

        @Override
        public Condition some(Condition one) {
            return one.within("exists (select from " + rows() + " where ", ")");
        }

        @Override
        public String preferred(String sortKey) {
            return "(select " + sortKey + " from " + rows()
                    + " order by (v.value ->> 'primary') = 'true' desc nulls last, v.position limit 1)";
        }
    }

    /** Rows of other tables. */
    record Rows(String from, String on) implements Source {
        @Override
        public Condition some(Condition one) {
            return one.within("exists (select from " + from + " where " + on + " and ", ")");
        }

        @Override
        public String preferred(String sortKey) {
            throw ScimRefusal.invalidValue("sortBy names a list that has no first value.");
        }
    }
}
