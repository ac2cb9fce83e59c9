package dev.rollcall.membership.team;

import dev.rollcall.membership.admin.Listed;
import java.util.List;
import org.jspecify.annotations.Nullable;

record TeamMemberList(List<TeamMember> members, @Nullable String next) implements Listed {}
