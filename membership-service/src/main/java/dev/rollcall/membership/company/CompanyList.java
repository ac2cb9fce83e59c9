package dev.rollcall.membership.company;

import dev.rollcall.membership.admin.Listed;
import java.util.List;
import org.jspecify.annotations.Nullable;

record CompanyList(List<Company> companies, @Nullable String next) implements Listed {}
