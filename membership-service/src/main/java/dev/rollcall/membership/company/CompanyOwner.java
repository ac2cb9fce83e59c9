package dev.rollcall.membership.company;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A company's owner as the API shows them. */
record CompanyOwner(UUID account, String username, @Nullable String email, Instant since) {
    /** All of a company: there are few. */
    record All(List<CompanyOwner> owners) {}
}
