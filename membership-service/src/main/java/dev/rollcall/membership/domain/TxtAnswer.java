package dev.rollcall.membership.domain;

import java.util.List;

/** What DNS says about a name's TXT records. */
sealed interface TxtAnswer {
    /** Those of the very name, none of what it is an alias for; each record's strings put together. May be none. */
    record Texts(List<String> values) implements TxtAnswer {
        public Texts {
            values = List.copyOf(values);
        }
    }

    /** There is no such name (NXDOMAIN). */
    record NoDomain() implements TxtAnswer {}

    /** No server answered in time, or in a way that can be read. */
    record Silence() implements TxtAnswer {}
}
