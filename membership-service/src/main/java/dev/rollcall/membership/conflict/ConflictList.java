package dev.rollcall.membership.conflict;

import dev.rollcall.membership.admin.Listed;
import java.util.List;
import org.jspecify.annotations.Nullable;

record ConflictList(List<Conflict> conflicts, @Nullable String next) implements Listed {}
