package dev.rollcall.membership.domain;

import dev.rollcall.membership.admin.Listed;
import java.util.List;
import org.jspecify.annotations.Nullable;

record DomainList(List<Domain> domains, @Nullable String next) implements Listed {}
