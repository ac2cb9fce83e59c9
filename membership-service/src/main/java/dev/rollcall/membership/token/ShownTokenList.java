package dev.rollcall.membership.token;

import dev.rollcall.membership.admin.Listed;
import java.util.List;
import org.jspecify.annotations.Nullable;

record ShownTokenList(List<ShownToken> tokens, @Nullable String next) implements Listed {}
