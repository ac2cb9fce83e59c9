package dev.rollcall.sso.trace;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.rollcall.contract.signin.DecisionRow;
import dev.rollcall.contract.signin.SignInEffect;
import dev.rollcall.contract.signin.SignInNote;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a trace tells beside its keys; every text is bounded. Missing and null are one.
 *
 * @param steps in their order
 * @param attributes as received, by name; values of names that no sign-in reads are kept of test sign-ins only
 * @param readings what was made of them
 * @param expected what the check that failed wanted, for people
 * @param received what it met
 * @param setting what an owner can change
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record TraceBody(
        List<Step> steps,
        Map<String, List<String>> attributes,
        List<Reading> readings,
        @Nullable String expected,
        @Nullable String received,
        @Nullable String setting,
        @Nullable Decision decision) {

    TraceBody {
        steps = orEmpty(steps);
        attributes = attributes == null ? Map.of() : attributes;
        readings = orEmpty(readings);
    }

    /** What is empty is not stored. */
    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    /** Something that was done or found. */
    record Step(Instant at, String name, String detail) {}

    /**
     * How something was read.
     *
     * @param what as in {@code e-mail}
     * @param value null: nothing usable was sent
     * @param from names of attributes that carry the value; empty when it comes from elsewhere (NameID, {@code sub})
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Reading(String what, @Nullable String value, List<String> from) {
        Reading {
            from = orEmpty(from);
        }
    }

    /**
     * What membership-service said.
     *
     * @param number of the row, 1 to 15
     * @param title and {@code detail}: what the person was told; null when they got in
     * @param effects done, or, of a test sign-in, what would be done
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Decision(
            int number,
            DecisionRow row,
            @Nullable String title,
            @Nullable String detail,
            List<SignInEffect> effects,
            List<SignInNote> notes) {
        Decision {
            effects = orEmpty(effects);
            notes = orEmpty(notes);
        }
    }
}
