package dev.rollcall.contract.provisioning;

import java.util.List;

/** One page of users; {@code total} counts all that match, over every page, and is -1 where it was not asked for. */
public record UserPage(long total, List<UserText> users) {}
