package dev.rollcall.membership.admin;

import org.jspecify.annotations.Nullable;

/** A page of a list, whatever it is called in the answer. */
public interface Listed {

    /** The cursor of the next page; null on the last. */
    @Nullable
    String next();
}
