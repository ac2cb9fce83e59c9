package dev.rollcall.membership.team;

import dev.rollcall.membership.admin.Listed;
import java.util.List;
import org.jspecify.annotations.Nullable;

record TeamList(List<Team> groups, @Nullable String next) implements Listed {}
