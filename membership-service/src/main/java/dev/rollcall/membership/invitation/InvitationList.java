package dev.rollcall.membership.invitation;

import dev.rollcall.membership.admin.Listed;
import java.util.List;
import org.jspecify.annotations.Nullable;

record InvitationList(List<Invitation> invites, @Nullable String next) implements Listed {}
