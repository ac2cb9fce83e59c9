package dev.rollcall.membership.token;

import dev.rollcall.membership.admin.Listed;
import java.util.List;
import org.jspecify.annotations.Nullable;

record ShownOauthClientList(
        List<ShownOauthClient> clients, @Nullable String next) implements Listed {}
