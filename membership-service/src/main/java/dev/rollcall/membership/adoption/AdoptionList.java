package dev.rollcall.membership.adoption;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer for each of many members, in their order. */
record AdoptionList(List<Answer> members) {
    /**
     * One member's.
     *
     * @param member as the request named it
     * @param outcome ADOPTED, PENDING or REFUSED
     * @param adoption null when refused
     * @param code why it was refused; null when it was not
     */
    record Answer(
            String member,
            String outcome,
            @Nullable Adoption adoption,
            @Nullable String code,
            @Nullable String detail) {}
}
