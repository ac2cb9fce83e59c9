package dev.rollcall.membership.organization;

import dev.rollcall.membership.admin.Listed;
import java.util.List;
import org.jspecify.annotations.Nullable;

record OrganizationList(
        List<Organization> organizations, @Nullable String next) implements Listed {}
