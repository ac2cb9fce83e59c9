package dev.rollcall.membership.company;

import java.time.Instant;
import java.util.UUID;

/** A company as the API shows it. */
record Company(UUID id, String name, Instant createdAt) {}
