package dev.rollcall.membership.member;

import dev.rollcall.membership.admin.Listed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** @param count all that match; null with a cursor, and where there are more than are counted */
record MemberList(
        List<Member> members,
        @Nullable Integer count,
        @Nullable String next) implements Listed {}
