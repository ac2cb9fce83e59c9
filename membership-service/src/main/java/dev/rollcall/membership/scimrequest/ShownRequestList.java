package dev.rollcall.membership.scimrequest;

import dev.rollcall.membership.admin.Listed;
import java.util.List;
import org.jspecify.annotations.Nullable;

record ShownRequestList(
        List<ShownRequest> requests, @Nullable String next) implements Listed {}
