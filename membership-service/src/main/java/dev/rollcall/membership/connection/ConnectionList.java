package dev.rollcall.membership.connection;

import dev.rollcall.membership.admin.Listed;
import java.util.List;
import org.jspecify.annotations.Nullable;

record ConnectionList(
        List<Connection> connections, @Nullable String next) implements Listed {}
